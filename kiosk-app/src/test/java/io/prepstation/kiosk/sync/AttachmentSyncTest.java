package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SentWithout;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.sync.FaultyWire.Fault;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.AttachmentUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /// Such as the certificate of a lot, whatever brought it to the station.
    @Test
    void a_pdf_is_at_the_hub_when_its_session_is() throws Exception {
        byte[] pdf = Arrays.copyOf("%PDF-1.7 of a lot".getBytes(StandardCharsets.UTF_8), 90_000);
        String session = station.prepareWith(pdf, AttachmentType.PDF, "certificate");
        wire.set(new Fault.CutRequestAfter(20_000));
        try (SyncEngine engine = station.engine()) {
            engine.syncNow().get();
            wire.repair();
            awaitReceipt(session);
        }
        assertArrayEquals(pdf, atHub(pdf).orElseThrow());
        assertEquals(List.of(), hub.faults());
        assertTrue(Verification.of(station.database, Evidence.NONE).intact());
    }

    /// Under the hash that the end of the session vouches for.
    @Test
    @Tag("WEI-12")
    void the_pour_traces_are_at_the_hub_when_their_session_is() throws Exception {
        PourTrace trace =
                PourTrace.begun(Instant.EPOCH, Mass.grams("0.0000"), true)
                        .and(Instant.EPOCH.plusMillis(900), Mass.grams("1.2345"), true);
        String session = station.prepareFollowed(trace);
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(session);
            assertTrue(engine.syncNow().get().success());
        }
        String text = station.database.read(handle -> PourTraces.textOfAll(handle, session));
        assertTrue(text.endsWith(trace.text()), text);
        assertArrayEquals(
                text.getBytes(StandardCharsets.UTF_8),
                atHub(text.getBytes(StandardCharsets.UTF_8)).orElseThrow());
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
        // Less passes than the smallest piece.
        wire.set(new Fault.CutRequestAfter(8000));
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
        assertEquals(
                Set.of(Sha256.hex(gone)),
                station.database
                        .read(handle -> SentWithout.ofSession(handle, sessions.getFirst()))
                        .keySet());
        assertArrayEquals(whole, atHub(whole).orElseThrow());
        assertEquals(List.of(), hub.faults());
    }

    /// Nothing is lost: the file stays, the trail of station and hub say why the session came without it.
    @Test
    @Tag("REC-1")
    void a_photo_that_the_hub_refuses_for_good_keeps_no_session_from_it() throws Exception {
        byte[] photo = photo(1000, 14);
        String with = station.prepareWith(photo);
        String without = station.prepare();
        wire.set(new Fault.Refused("PUT /api/attachments"));
        int before = wire.faults();
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(with);
            awaitReceipt(without);
            assertTrue(engine.syncNow().get().success());
        }
        assertEquals(2, wire.faults() - before, "refused once, it is brought once more");
        assertEquals(0, station.operation(with).attempts());
        assertTrue(atHub(photo).isEmpty());
        Map<String, String> told =
                station.database.read(handle -> SentWithout.ofSession(handle, with));
        assertEquals(List.of(Sha256.hex(photo)), List.copyOf(told.keySet()));
        assertTrue(told.toString().contains("not of this type"), told.toString());
        assertArrayEquals(photo, Files.readAllBytes(file(photo)));
        assertTrue(Verification.of(station.database, Evidence.NONE).intact());
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

    /// The hub keeps nothing of a piece that was cut off, so pieces must become small enough for the link.
    @Test
    void cut_before_a_piece_is_through_smaller_pieces_go() throws Exception {
        byte[] photo = photo(150_000, 10);
        String session = station.prepareWith(photo);
        wire.set(new Fault.CutRequestAfter(20_000));
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(session);
            // Until then any request may be the one that fills its connection.
            wire.repair();
            await().atMost(SyncEngineTest.PATIENCE).until(() -> engine.syncNow().get().success());
        }
        assertArrayEquals(photo, atHub(photo).orElseThrow());
        assertEquals(0, station.operation(session).attempts());
    }

    /// A folder under its name: the disk has something there, and does not give it.
    @Test
    void a_photo_that_the_disk_does_not_give_keeps_no_session_from_the_hub() throws Exception {
        byte[] photo = photo(1000, 11);
        String session = station.prepareWith(photo);
        Files.delete(file(photo));
        Files.createDirectory(file(photo));
        try (SyncEngine engine = station.engine()) {
            await().atMost(SyncEngineTest.PATIENCE)
                    .until(() -> {
                        var _ = engine.syncNow().get();
                        return station.receipt(session).isPresent();
                    });
        }
        assertEquals(3, station.operation(session).attempts());
        assertTrue(atHub(photo).isEmpty());
        assertEquals(List.of(), hub.faults());
    }

    @Test
    void a_photo_that_the_disk_does_not_give_once_is_read_again() throws Exception {
        byte[] photo = photo(1000, 12);
        String session = station.prepareWith(photo);
        Path away = file(photo).resolveSibling("away");
        Files.move(file(photo), away);
        Files.createDirectory(file(photo));
        SyncSetup usual = station.setup();
        SyncSetup asked =
                new SyncSetup(
                        usual.rules(), usual.timeouts(), false, usual.clock(), usual.random());
        try (SyncEngine engine = station.tryEngine(asked).orElseThrow()) {
            assertFalse(engine.syncNow().get().success());
            assertEquals(1, station.operation(session).attempts());
            Files.delete(file(photo));
            Files.move(away, file(photo));
            assertTrue(engine.syncNow().get().success());
        }
        assertArrayEquals(photo, atHub(photo).orElseThrow());
    }

    @Test
    void a_hub_that_knows_no_photos_yet_gets_them_when_it_is_updated() throws Exception {
        byte[] photo = photo(1000, 12);
        String with = station.prepareWith(photo);
        String without = station.prepare();
        wire.set(new Fault.Unknown("POST /api/attachments"));
        int before = wire.faults();
        try (SyncEngine engine = station.engine()) {
            awaitReceipt(without);
            while (wire.faults() - before <= SyncedStation.IMPATIENT.ownFailures()) {
                assertFalse(engine.syncNow().get().success());
            }
            OutboxOperation waiting = station.operation(with);
            assertEquals(OperationStatus.PENDING, waiting.status());
            assertEquals(0, waiting.attempts());
            assertTrue(
                    waiting.lastError() != null && waiting.lastError().contains("update it"),
                    waiting.toString());

            wire.repair();
            await().atMost(SyncEngineTest.PATIENCE).until(() -> engine.syncNow().get().success());
        }
        assertTrue(station.receipt(with).isPresent());
        assertArrayEquals(photo, atHub(photo).orElseThrow());
    }

    @Test
    @Tag("SYN-18")
    void a_sync_that_is_stopped_ends_after_the_piece_under_way() throws Exception {
        byte[] photo = photo(2_000_000, 13);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        SyncSetup asked =
                new SyncSetup(
                        SyncedStation.IMPATIENT, HubTimeouts.DEFAULT, false, CLOCK, new Random(3));
        try (SyncEngine engine = station.tryEngine(asked).orElseThrow()) {
            assertTrue(engine.syncNow().get().success());
            String session = station.prepareWith(photo);
            int before = wire.faults();
            wire.set(new Fault.HoldRequestAfter(600_000, gate));
            engine.onStatus(status -> {
                if (status instanceof SyncStatus.Syncing(_, _, var stopping) && stopping) {
                    heard.countDown();
                }
            });
            var round = engine.syncNow();
            await().atMost(SyncEngineTest.PATIENCE).until(() -> wire.faults() > before);
            engine.stop();
            assertTrue(heard.await(SyncEngineTest.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            gate.countDown();

            SyncResult result = round.get();
            assertEquals(List.of(SyncResult.STOPPED), result.errors());
            assertEquals(0, station.operation(session).attempts());
            wire.repair();
            long received = atHubOf(photo);
            assertTrue(received > 0 && received < photo.length, received + " bytes");

            await().atMost(SyncEngineTest.PATIENCE).until(() -> engine.syncNow().get().success());
            assertArrayEquals(photo, atHub(photo).orElseThrow());
        }
    }

    /// A connection that the mended wire has cut is noticed by the first request on it.
    private long atHubOf(byte[] photo) {
        AttachmentUpload.Request request =
                new AttachmentUpload.Request(
                        Sha256.hex(photo), "image/jpeg", photo.length, null, null);
        return await().atMost(SyncEngineTest.PATIENCE)
                                .until(
                                        () -> station.client().announce(request),
                                        HubAnswer.Accepted.class::isInstance)
                        instanceof HubAnswer.Accepted<AttachmentUpload.State>(var state)
                ? state.received()
                : -1;
    }
}
