package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program with its screens and a camera that gives frames: one tap keeps what the camera sees with a session
/// that is given up.
@Tag("SYN-16")
final class PhotoAtTheBenchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String FORMULA =
            """
            formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,\
            ingredient_name,cas_number,target_g,tolerance_lower_g,tolerance_upper_g
            F1,Salt water,1,1,L,1,I1,Salt,7647-14-5,9.000,0.010,0.010
            """;

    @TempDir Path folder;

    private boolean cameraLooks;
    private String session = "";

    @Test
    void a_photo_taken_by_a_tap_is_in_the_record_of_its_session() throws Exception {
        setUp();
        Path labFile = labFile();
        Path port = folder.resolve("balance");
        try (SimulatedBalance _ = SimulatedBalance.mtSics(port, new SplittableRandom(1));
                RemoteKiosk kiosk = start()) {
            until("Rejecting", kiosk);
            kiosk.tap("take-photo");
            awaitPhoto(kiosk, labFile);
            kiosk.tap("reject");
            until("Ready", kiosk);
            kiosk.end(PATIENCE);
        }
        try (LabDatabase lab = LabDatabase.open(data(), StationAlone.LAB)) {
            List<Attachment> photos =
                    lab.read(handle -> SessionAttachments.ofSession(handle, session));
            assertEquals(1, photos.size());
            Attachment photo = photos.getFirst();
            assertEquals(Attachment.PHOTO, photo.kind());
            assertEquals("anna", photo.by());
            byte[] bytes =
                    assertInstanceOf(
                                    Found.Whole.class, AttachmentFiles.of(lab).find(photo.sha256()))
                            .bytes();
            assertEquals(photo.sha256(), Sha256.hex(bytes));
            assertShowsTheBench(ImageIO.read(new ByteArrayInputStream(bytes)));
            String record =
                    lab.read(handle -> FrozenText.find(handle, session)).orElseThrow().text();
            assertTrue(record.contains(photo.sha256()), record);
        }
    }

    /// Does what leads to the question why the session is given up.
    private void until(String state, RemoteKiosk kiosk) throws Exception {
        ObjectNode line = kiosk.next(PATIENCE);
        while (!line.path("state").asText().equals(state) || !cameraLooks) {
            if (line.path("event").asText().equals("camera")) {
                cameraLooks = line.path("camera").asText().equals("Online");
            }
            if (line.has("session")) {
                session = line.path("session").asText();
            }
            act(line, kiosk);
            line =
                    line.path("state").asText().equals("AwaitingContainer")
                            ? afterBack(kiosk)
                            : kiosk.next(PATIENCE);
        }
        if (line.has("session")) {
            session = line.path("session").asText();
        }
    }

    /// The state is told before its screen is there: a tap in between is for the screen before. A person taps again then.
    private static ObjectNode afterBack(RemoteKiosk kiosk) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<ObjectNode> line = tapped(kiosk);
        while (line.isEmpty() && System.nanoTime() < end) {
            kiosk.tap("back");
            line = tapped(kiosk);
        }
        return line.orElseThrow(() -> new AssertionError("going back leads nowhere"));
    }

    /// What the screen shows after a tap, but for the tap itself.
    private static Optional<ObjectNode> tapped(RemoteKiosk kiosk) throws Exception {
        Optional<ObjectNode> line = kiosk.poll(SOON);
        while (line.isPresent() && line.get().path("event").asText().equals("tap")) {
            line = kiosk.poll(SOON);
        }
        return line;
    }

    private void act(ObjectNode line, RemoteKiosk kiosk) throws IOException {
        switch (line.path("state").asText()) {
            case "SignedOut" -> kiosk.signIn("anna");
            case "Ready" -> {
                if (line.path("looked").asBoolean() && line.path("balanceOnline").asBoolean()) {
                    kiosk.scan("F=F1");
                }
            }
            case "Reviewing" -> kiosk.tap("start");
            case "AwaitingContainer" -> kiosk.tap("back");
            default -> {}
        }
    }

    /// A person would look at the button, which then counts the photos.
    private void awaitPhoto(RemoteKiosk kiosk, Path labFile) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (RawFile file = new RawFile(labFile)) {
            while (file.texts("SELECT sha256 FROM session_attachments").isEmpty()) {
                assertTrue(System.nanoTime() < end, "no photo was kept");
                kiosk.poll(GLANCE);
            }
        }
    }

    private static void assertShowsTheBench(BufferedImage photo) {
        assertEquals(WIDTH, photo.getWidth());
        assertEquals(HEIGHT, photo.getHeight());
        int left = photo.getRGB(WIDTH / 4, HEIGHT / 2) & 0xFF;
        int right = photo.getRGB(WIDTH * 3 / 4, HEIGHT / 2) & 0xFF;
        assertTrue(left < 60 && right > 180, left + " and " + right);
    }

    private void setUp() throws IOException {
        station("users", "add", "--id", "l.chen", "--name", "Lin Chen", "--role", "lab_manager");
        station("users", "add", "--id", "anna", "--name", "Anna Ek", "--role", "operator");
        Path formulas = Files.writeString(folder.resolve("formulas.csv"), FORMULA);
        station("formulas", "import", formulas.toString(), "--approved-by", "l.chen");
        Path bench = Files.createDirectories(folder.resolve("bench"));
        ImageIO.write(bench(), "png", bench.resolve("bench.png").toFile());
        Files.writeString(
                Files.createDirectories(folder.resolve("config")).resolve("station.toml"),
                """
                [station]
                sign_in = "chosen"
                [balance]
                port = "%s"
                protocol = "mt-sics"
                [camera]
                kind = "folder"
                folder = "%s"
                """
                        .formatted(folder.resolve("balance"), bench));
    }

    /// Black on the left, white on the right.
    private static BufferedImage bench() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = WIDTH / 2; x < WIDTH; x++) {
                image.setRGB(x, y, 0xFFFFFF);
            }
        }
        return image;
    }

    private void station(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--data", data().toString()));
        all.addAll(List.of(arguments));
        StationShell.Outcome outcome = StationShell.run(all.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    private RemoteKiosk start() throws IOException {
        return new RemoteKiosk(
                JavaPrograms.station(
                        true,
                        List.of(
                                "kiosk",
                                "--headless",
                                "--remote",
                                "--data",
                                data().toString(),
                                "--config",
                                folder.resolve("config").toString())),
                folder.resolve("log.txt"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path labFile() throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data(), StationAlone.LAB)) {
            return lab.path();
        }
    }
}
