package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Beside another program that syncs a lab of the station.
@Tag("OPS-4")
class EnrolCommandTest {

    @TempDir Path data;
    private Path lock;

    @BeforeEach
    void make() throws Exception {
        LabDatabase.open(data, SampleLab.KEY).close();
        Path lab = SampleLab.KEY.file(data);
        lock = lab.resolveSibling(lab.getFileName() + ".sync.lock");
    }

    private FileChannel opened() throws Exception {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// No hub is there: whoever asks it fails by that.
    private Outcome enrol() {
        return StationShell.run(
                "--data",
                data.toString(),
                "enrol",
                "--url",
                "http://127.0.0.1:1",
                "--code",
                "ABCD-EFGH");
    }

    @Test
    void an_upload_is_waited_for() throws Exception {
        try (FileChannel channel = opened();
                var _ = channel.lock()) {
            Outcome outcome = enrol();

            assertEquals(75, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.err().contains("try again when it has ended"), outcome.err());
        }
        assertEquals(1, enrol().exitCode());
    }

    @Test
    void a_kiosk_is_not_for_it_changes_over_by_itself() throws Exception {
        try (FiguresSocket _ = FiguresSocket.open(data, () -> "").orElseThrow();
                FileChannel channel = opened();
                var _ = channel.lock()) {
            assertEquals(1, enrol().exitCode());
        }
    }
}
