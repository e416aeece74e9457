package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.sync.FaultyWire.Fault;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Photos of a station's sessions on their way to the hub, over real sockets. Each test has a photo of its own.
@Tag("SYN-16")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentSyncTest {

    private static final InstantSource CLOCK = SyncedStation.clockOf2026();

    private Path folder;
    private TestHub hub;
    private FaultyWire wire;
    private SyncedStation station;
    private int stations;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        folder = directory;
        hub = new TestHub(folder.resolve("hub"), CLOCK);
        wire = new FaultyWire(hub.port());
    }

    @BeforeEach
    void enrol() throws Exception {
        wire.repair();
        station = new SyncedStation(folder.resolve("station-" + ++stations), hub, wire, CLOCK);
    }

    @AfterEach
    void leave() {
        station.close();
    }

    @AfterAll
    void close() throws IOException {
        wire.close();
        hub.close();
    }

    static byte[] photo(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    private void awaitReceipt(String session) {
        await().atMost(SyncEngineTest.PATIENCE).until(() -> station.receipt(session).isPresent());
    }

    private Optional<byte[]> atHub(byte[] photo) throws Exception {
        return hub.attachment(station.enrolment.token(), Sha256.hex(photo));
    }

    private Path file(byte[] photo) {
        String hash = Sha256.hex(photo);
        return station.database
                .path()
                .resolveSibling(TestHub.LAB + ".attachments")
                .resolve(hash.substring(0, 2))
                .resolve(hash);
    }

    @Test
    @Tag("REC-1")
    void a_photo_is_at_the_hub_when_its_session_is() throws Exception {
        byte[] photo = photo(700_000, 1);
        String session = station.prepareWith(photo);
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(session);
            assertTrue(engine.syncNow().get().success());
        }
        assertArrayEquals(photo, atHub(photo).orElseThrow());
        assertEquals(List.of(), hub.faults());
        assertTrue(Verification.of(station.database, Evidence.NONE).intact());
    }

    /// No connection carries more than a part of the photo, so it only ever arrives if each goes on where the one before
    /// was cut.
    @Test
    void cut_after_so_many_bytes_each_time_it_arrives_all_the_same() throws Exception {
        byte[] photo = photo(1_000_000, 2);
        String session = station.prepareWith(photo);
        wire.set(new Fault.CutRequestAfter(300_000));
        int before = wire.connections();
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(session);
            assertTrue(engine.syncNow().get().success());
        }
        assertTrue(wire.connections() - before > 3, wire.connections() + " connections");
        assertArrayEquals(photo, atHub(photo).orElseThrow());
        assertEquals(0, station.operation(session).attempts());
    }

    @Test
    void two_stations_with_the_same_photo_send_it_once() throws Exception {
        byte[] photo = photo(400_000, 3);
        String first = station.prepareWith(photo);
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(first);
            assertTrue(engine.syncNow().get().success());
        }
        station.close();
        enrol();
        String second = station.prepareWith(photo);
        // So little passes that the photo cannot.
        wire.set(new Fault.CutRequestAfter(200_000));
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(second);
            assertTrue(engine.syncNow().get().success());
        }
        assertEquals(List.of(), hub.faults());
    }

    @Test
    void a_photo_that_is_gone_or_altered_stops_neither_its_session_nor_another() throws Exception {
        byte[] gone = photo(1000, 4);
        byte[] altered = photo(1000, 5);
        byte[] whole = photo(1000, 6);
        List<String> sessions =
                List.of(
                        station.prepareWith(gone),
                        station.prepareWith(altered),
                        station.prepareWith(whole));
        Files.delete(file(gone));
        Files.write(file(altered), photo(1000, 7));
        try (SyncEngine engine = station.engine()) {
            sessions.forEach(this::awaitReceipt);
            assertTrue(engine.syncNow().get().success());
        }
        assertTrue(atHub(gone).isEmpty());
        assertTrue(atHub(altered).isEmpty());
        assertArrayEquals(whole, atHub(whole).orElseThrow());
        assertEquals(List.of(), hub.faults());
    }

    @Test
    void a_hub_put_back_from_before_gets_the_photo_again() throws Exception {
        Path copy;
        byte[] photo = photo(1000, 8);
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(station.prepareWith(photo(1000, 9)));
            assertTrue(engine.syncNow().get().success());
            copy = hub.backUp(folder.resolve("backup"));
            awaitReceipt(station.prepareWith(photo));
        }
        hub.putBack(copy);
        assertTrue(atHub(photo).isEmpty());
        try (SyncEngine engine = station.engine()) {
            await().atMost(SyncEngineTest.PATIENCE).until(() -> atHub(photo).isPresent());
            assertTrue(engine.syncNow().get().success());
        }
        assertEquals(List.of(), hub.faults());
    }
}
