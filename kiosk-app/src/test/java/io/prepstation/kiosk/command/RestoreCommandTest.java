package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.RecordedFrame;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab file is really damaged after a backup; one command puts the station back and says what the backup does not have.
@Tag("STO-10")
class RestoreCommandTest {

    @TempDir Path folder;
    private Path data;
    private Path lab;
    private String begun;
    private String after;
    private Path backup;

    private Outcome run(String... command) {
        return StationShell.run(
                Stream.concat(Stream.of(command), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }

    @BeforeEach
    void weighed_before_and_after_the_backup_then_damaged() throws Exception {
        data = folder.resolve("data");
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "s",
                            "https://hub",
                            "t",
                            "k",
                            "p",
                            "f",
                            "old",
                            SampleBench.NOW));
        }
        try (SampleBench bench = SampleBench.in(data)) {
            lab = bench.database().path();
            begun = kept(bench.weighed(bench.created(SampleLab.THREE))).id();
        }
        Outcome made = run("backup", "--to", folder.resolve("backups").toString(), "--json");
        backup = Path.of(made.json(0).path("backup").asText());
        AtomicInteger ids = new AtomicInteger();
        try (SampleBench bench =
                SampleBench.reopened(data, () -> "later-%08d".formatted(ids.incrementAndGet()))) {
            SessionRecord running = bench.reader().find(begun).orElseThrow();
            kept(bench.filling(running.dispenses().getLast().gross()).weighed(running));
            SessionRecord other = kept(bench.weighed(bench.created(SampleLab.TWENTY)));
            after = kept(bench.weighed(other)).id();
        }
        try (RandomAccessFile pages = new RandomAccessFile(lab.toFile(), "rw")) {
            pages.seek(100);
            pages.write(new byte[4000]);
        }
    }

    /// As the bench does before it records the weight.
    private SessionRecord kept(SessionRecord weighed) throws StoreException {
        FrameJournal.of(data, SampleLab.KEY)
                .append(RecordedFrame.of(weighed.id(), weighed.dispenses().getLast()));
        return weighed;
    }

    @Test
    void the_damaged_file_is_refused_and_put_away_and_the_backup_takes_its_place()
            throws Exception {
        StoreException refused =
                assertThrows(
                        StoreException.class, () -> LabDatabase.open(data, SampleLab.KEY).close());
        assertTrue(String.valueOf(refused.getMessage()).contains("station restore"));

        Outcome restored = run("restore", backup.toString(), "--json");

        assertEquals(0, restored.exitCode(), restored.toString());
        Path quarantine = Path.of(restored.json(0).path("quarantine").asText());
        assertTrue(Files.exists(quarantine.resolve(data.relativize(lab).toString())));
        try (LabDatabase whole = LabDatabase.open(data, SampleLab.KEY)) {
            assertTrue(Verification.of(whole, Evidence.NONE).intact());
        }
    }

    @Test
    void weights_that_came_after_the_backup_are_named_and_their_frames_kept() throws Exception {
        List<FrameJournal.Line> before = FrameJournal.of(data, SampleLab.KEY).read();

        Outcome restored = run("restore", backup.toString(), "--json");

        assertEquals(4, restored.lines().size(), restored.toString());
        assertFalse(restored.json(1).path("interrupted").asText().isEmpty(), restored.toString());
        assertEquals(begun, restored.json(2).path("sessionId").asText());
        assertEquals(1, restored.json(2).path("weightsAfterBackup").asInt());
        assertEquals(after, restored.json(3).path("sessionId").asText());
        assertEquals(2, restored.json(3).path("weightsAfterBackup").asInt());
        assertEquals(
                FrameJournal.of(data, SampleLab.KEY).file().toString(),
                restored.json(3).path("frames").asText());
        assertEquals(before, FrameJournal.of(data, SampleLab.KEY).read());
        assertEquals(2, run("frames", "--session", after).lines().size());
    }

    @Test
    void people_read_it_in_a_sentence() {
        Outcome restored = run("restore", backup.toString());

        assertTrue(
                restored.out()
                        .contains(
                                "not in the backup: preparation "
                                        + after
                                        + " of lab lab, 2 weights, the last"),
                restored.out());
    }
}
