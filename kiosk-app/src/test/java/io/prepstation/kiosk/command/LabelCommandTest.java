package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.device.printer.ZplLabel;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.session.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-4")
class LabelCommandTest {

    @TempDir Path folder;
    private SampleBench bench;
    private SessionRecord completed;

    @BeforeEach
    void prepare() throws Exception {
        bench = SampleBench.in(folder);
        completed = bench.completed(SampleLab.THREE);
        try (StationDatabase station = StationDatabase.open(folder)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "station-1",
                            "http://127.0.0.1:1",
                            "token",
                            "key",
                            "public",
                            "feed",
                            "epoch",
                            Instant.EPOCH));
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Outcome label(String id, String file, String... more) {
        String[] arguments = {
            "sessions", "label", id, folder.resolve(file).toString(), "--data", folder.toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return StationShell.run(all);
    }

    private String code() {
        String hash = completed.signatures().getLast().recordHash().substring(0, 16);
        return "S=" + completed.id() + ";F=PRM00003;H=" + hash;
    }

    @Test
    void a_completed_preparation_has_its_label_as_a_picture_of_its_own() throws Exception {
        Outcome outcome = label(completed.id(), "label.png");
        assertEquals(ExitCode.OK, outcome.exitCode(), outcome::err);
        assertEquals(
                Optional.of(code()),
                new QrReader().readStill(LumaFrame.read(folder.resolve("label.png"))));
    }

    @Test
    void the_same_label_goes_to_either_kind_of_printer() throws Exception {
        assertEquals(ExitCode.OK, label(completed.id(), "label.pdf").exitCode());
        assertTrue(
                Files.readString(folder.resolve("label.pdf"), StandardCharsets.ISO_8859_1)
                        .startsWith("%PDF"));
        assertEquals(ExitCode.OK, label(completed.id(), "label.zpl", "--copy", "2").exitCode());
        String zpl = Files.readString(folder.resolve("label.zpl"));
        assertEquals(Optional.of(code()), ZplLabel.codesIn(zpl).getFirst().decoded());
        assertTrue(zpl.contains("COPY 2"), zpl);
    }

    @Test
    void what_has_no_label_says_why() {
        SessionRecord running = bench.created(SampleLab.THREE);
        assertSays(ExitCode.NOT_FOUND, "not completed", label(running.id(), "label.png"));
        assertSays(ExitCode.NOT_FOUND, "not on this station", label("none", "label.png"));
        assertSays(ExitCode.USAGE, ".png, .pdf or .zpl", label(completed.id(), "label.gif"));
        assertTrue(Files.notExists(folder.resolve("label.png")));
    }

    private static void assertSays(int exitCode, String part, Outcome outcome) {
        assertEquals(exitCode, outcome.exitCode(), outcome::err);
        assertTrue(outcome.err().contains(part), outcome::err);
    }
}
