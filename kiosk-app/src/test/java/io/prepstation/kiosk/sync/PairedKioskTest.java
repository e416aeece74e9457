package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.QrSymbol;
import io.prepstation.kiosk.command.StationCommand;
import io.prepstation.kiosk.demo.JavaPrograms;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StationDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real kiosk with its screens, before whose camera the codes of real hubs are held: it joins one lab, and another only by
/// somebody who may say so.
@Tag("OPS-4")
@Tag("STO-7")
class PairedKioskTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir Path folder;
    private Process kiosk;

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(folder.resolve("camera"));
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("station.toml"),
                """
                [station]
                name = "bench-7"
                sign_in = "chosen"
                [camera]
                kind = "folder"
                folder = "%s"
                """
                        .formatted(folder.resolve("camera")));
        start();
    }

    private void start() throws IOException {
        Path config = folder.resolve("config");
        kiosk =
                new ProcessBuilder(
                                JavaPrograms.headless(
                                        System.getProperty("java.class.path"),
                                        List.of(),
                                        "io.prepstation.kiosk.command.Main",
                                        List.of(
                                                "kiosk",
                                                "--headless",
                                                "--data",
                                                data().toString(),
                                                "--config",
                                                config.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        kiosk.destroyForcibly().waitFor();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("kiosk.log");
    }

    /// In place of whatever was held up before.
    private void holdUp(TestHub hub, String name) throws Exception {
        try (var before = Files.list(folder.resolve("camera"))) {
            for (Path image : before.toList()) {
                Files.delete(image);
            }
        }
        String text = "E=http://127.0.0.1:" + hub.port() + ";K=" + hub.newCode();
        Path unfinished = folder.resolve(name + ".new");
        ImageIO.write(QrSymbol.of(text).image(8), "png", unfinished.toFile());
        Files.move(unfinished, folder.resolve("camera").resolve(name + ".png"));
    }

    private void worksFor(LabKey lab) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertTrue(said().contains("is open for " + lab), said()));
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    private void enrolAt(TestHub hub) throws Exception {
        assertEquals(
                0,
                StationCommand.run(
                        "--data",
                        data().toString(),
                        "enrol",
                        "--url",
                        "http://127.0.0.1:" + hub.port(),
                        "--code",
                        hub.newCode()));
    }

    private String stationId() throws Exception {
        try (StationDatabase station = StationDatabase.open(data())) {
            return station.current().orElseThrow().stationId();
        }
    }

    @Test
    void it_joins_the_lab_whose_code_is_held_up_and_another_by_command() throws Exception {
        InstantSource clock = InstantSource.system();
        try (TestHub acme = new TestHub(folder.resolve("acme"), clock, "acme");
                TestHub beta = new TestHub(folder.resolve("beta"), clock, "beta")) {
            holdUp(acme, "acme");
            worksFor(new LabKey("acme", TestHub.LAB));
            holdUp(beta, "beta");

            enrolAt(beta);

            worksFor(new LabKey("beta", TestHub.LAB));
            assertTrue(said().contains("the station was enrolled again"), said());
            assertEquals(
                    1,
                    said().lines().filter(line -> line.contains("by nobody: Enrolled")).count(),
                    "the code held up moved the station");

            String before = stationId();
            beta.revoke(before);
            enrolAt(beta);
            String after = stationId();

            assertNotEquals(before, after);
            await().atMost(LONGEST)
                    .untilAsserted(() ->
                            assertTrue(
                                    said().contains("station " + after + " is open for "), said()));
            assertEquals(0, StationCommand.run("--data", data().toString(), "sync", "now"));
        }

        LabKey beta = new LabKey("beta", TestHub.LAB);
        try (StationDatabase station = StationDatabase.open(data());
                LabDatabase lab = LabDatabase.open(data(), beta)) {
            assertTrue(station.current().orElseThrow().lab().equals(beta));
            assertTrue(lab.read(handle -> MasterData.user(handle, TestHub.OPERATOR)).isPresent());
        }
        assertTrue(kiosk.isAlive(), said());
    }
}
