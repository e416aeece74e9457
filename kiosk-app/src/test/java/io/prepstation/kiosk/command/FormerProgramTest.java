package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.store.EarlierFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A lab's file as a former program left it, and commands of this one.
@Tag("OPS-1")
class FormerProgramTest {

    @TempDir Path data;
    private Path lab;

    @BeforeEach
    void enrol() throws Exception {
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    StationEnrolment.alone(SampleLab.KEY, "station-1", "epoch", Instant.EPOCH));
        }
        lab = EarlierFile.ofLab(data);
    }

    private Outcome run(String... command) {
        String[] all = new String[command.length + 2];
        all[0] = "--data";
        all[1] = data.toString();
        System.arraycopy(command, 0, all, 2, command.length);
        return StationShell.run(all);
    }

    private void assertLeft(Outcome outcome) throws Exception {
        assertEquals(75, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.err().contains(lab + " is of an earlier version"), outcome.err());
        assertTrue(outcome.err().contains("systemctl restart prepstation-kiosk"), outcome.err());
        assertEquals(EarlierFile.VERSION, EarlierFile.version(lab));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sessions list", "sync nightly", "sync status", "users list", "metrics"})
    void a_file_that_a_running_kiosk_has_is_left_as_it_is(String command) throws Exception {
        try (FiguresSocket _ = FiguresSocket.open(data, () -> "").orElseThrow()) {
            assertLeft(run(command.split(" ")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrol --help", "sessions --help", "sessions list --help"})
    void help_is_given_beside_it(String command) throws Exception {
        try (FiguresSocket _ = FiguresSocket.open(data, () -> "").orElseThrow()) {
            Outcome outcome = run(command.split(" "));

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.out().contains("Usage: station"), outcome.out());
            assertEquals(EarlierFile.VERSION, EarlierFile.version(lab));
        }
    }

    /// An installation again, with a newer package, checks the configuration while the former kiosk still works.
    @Test
    void a_configuration_is_checked_beside_it() throws Exception {
        try (FiguresSocket _ = FiguresSocket.open(data, () -> "").orElseThrow()) {
            Outcome outcome = run("config", "check");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertEquals(EarlierFile.VERSION, EarlierFile.version(lab));
        }
    }

    @Test
    void the_version_is_told_beside_it() throws Exception {
        try (FiguresSocket _ = FiguresSocket.open(data, () -> "").orElseThrow()) {
            assertEquals(run("--version"), run("enrol", "--version"));
        }
    }

    /// By whoever syncs the lab, if that is all that can be seen of him.
    @Test
    void a_file_that_somebody_syncs_is_left_as_it_is() throws Exception {
        try (FileChannel channel =
                        FileChannel.open(
                                lab.resolveSibling(lab.getFileName() + ".sync.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertLeft(run("sessions", "list"));
        }
    }

    @Test
    void a_file_that_nobody_has_is_upgraded() throws Exception {
        Outcome outcome = run("sessions", "list");

        assertEquals("", outcome.err());
        assertTrue(EarlierFile.version(lab) > EarlierFile.VERSION);
    }

    @Test
    @Tag("OPS-5")
    void the_doctor_upgrades_nothing() throws Exception {
        Outcome outcome = run("doctor");

        assertTrue(outcome.out().contains(lab + " is of an earlier version"), outcome.out());
        assertEquals(EarlierFile.VERSION, EarlierFile.version(lab));
    }
}
