package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A lab file is damaged after sessions were sent; a restored station gets them back from a real hub.
@Tag("STO-10")
@Tag("REC-1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSessionsTest {

    private static final InstantSource CLOCK = SyncedStation.clockOf2026();

    private Path folder;
    private TestHub hub;
    private FaultyWire wire;
    private int stations;

    private Path data;
    private Path backup;
    private SyncedStation station;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        folder = directory;
        hub = new TestHub(folder.resolve("hub"), CLOCK);
        wire = new FaultyWire(hub.port());
    }

    @AfterAll
    void close() throws Exception {
        wire.close();
        hub.close();
    }

    private Outcome run(String... command) {
        return StationShell.run(
                Stream.concat(Stream.of(command), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }

    @BeforeEach
    void enrol() throws Exception {
        wire.repair();
        data = folder.resolve("station-" + ++stations);
        station = new SyncedStation(data, hub, wire, CLOCK);
        assertEquals(0, run("sync", "now").exitCode());
    }

    private void backUp() throws Exception {
        Outcome made = run("backup", "--to", folder.resolve("backups-" + stations).toString(), "--json");
        backup = Path.of(made.json(0).path("backup").asText());
    }

    private void send() {
        Outcome sent = run("sync", "now");
        assertEquals(0, sent.exitCode(), sent.toString());
    }

    private void damage() throws Exception {
        Path file = station.database.path();
        station.close();
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(100);
            pages.write(new byte[4000]);
        }
    }

    private Outcome restore() {
        Outcome restored = run("restore", backup.toString(), "--json");
        assertEquals(0, restored.exitCode(), restored.toString());
        return restored;
    }

    private List<FrozenText> texts(List<String> sessions) throws Exception {
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            return lab.read(handle ->
                    sessions.stream().flatMap(id -> FrozenText.all(handle, id).stream()).toList());
        }
    }

    private void assertIntact() {
        Outcome verified = run("verify", "--hub");
        assertEquals(0, verified.exitCode(), verified.toString());
    }

    @Test
    void sessions_sent_since_the_backup_come_back_letter_for_letter() throws Exception {
        String before = station.prepare();
        send();
        backUp();
        List<String> since = List.of(station.prepare(), station.prepare());
        send();
        List<FrozenText> sent = texts(since);
        damage();

        Outcome restored = restore();

        assertEquals(2, restored.json(1).path("cameBack").asInt(), restored.toString());
        assertEquals(1, restored.json(1).path("known").asInt(), restored.toString());
        assertEquals(sent, texts(since));
        assertEquals(1, texts(List.of(before)).size());
        assertIntact();
        try (LabDatabase lab = LabDatabase.open(data, station.enrolment.lab())) {
            List<OutboxOperation> queue = lab.read(handle -> Outbox.open(handle, 10));
            assertEquals(List.of(), queue);
        }
    }
}
