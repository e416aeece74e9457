package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A load of a lab over a wire that is cut, with the real hub at its other end.
@Tag("SYN-3")
class ResumedLoadTest {

    /// Codes of chance, so that packing does not make them few bytes.
    private static final String CONTAINERS =
            """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4000)
            INSERT INTO entities
            SELECT 'containers', 'c' || n, 'lab-1', 'C-' || n, json_object('id', 'c' || n, 'code',
                'C-' || n || hex(randomblob(60)), 'status', 'clean', 'labId', 'lab-1', 'createdBy', 'anna',
                'version', 1, 'createdAt', '2026-11-20T09:00:00Z', 'updatedAt', '2026-11-20T09:00:00Z'),
                1, 1, 0
            FROM numbers
            """;

    private static final int CUT = 150_000;

    /// Heads of an answer, and what is around its pieces.
    private static final int AROUND = 1_000;

    @TempDir Path folder;

    private TestHub hub;
    private PushPullTest.Bench bench;
    private FaultyWire wire;
    private SyncedStation station;

    @BeforeEach
    void open() throws Exception {
        var clock = SyncedStation.clockOf2026();
        hub = new TestHub(folder.resolve("hub"), clock);
        bench = new PushPullTest.Bench(folder.resolve("station"), hub, clock, 1);
        wire = bench.wire;
        station = bench.station;
        hub.tamper(CONTAINERS);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    private HubAnswer<Download> load() throws Exception {
        return station.client().download(station.enrolment.lab(), HalfLoad.of(station.database));
    }

    private void assertCut(HubAnswer<Download> answer) {
        assertInstanceOf(HubFailure.Cut.class, HubClientTest.failure(answer));
    }

    /// A connection of before that is cut before it was used counts for nothing.
    private void cutAfter(int bytes) throws Exception {
        long had = halfSize();
        wire.cutNextAnswerAfter(bytes);
        do {
            assertCut(load());
        } while (halfSize() == had);
    }

    private long halfSize() throws IOException {
        return Files.exists(half()) ? Files.size(half()) : 0;
    }

    private Path half() {
        return Path.of(station.database.path() + ".half");
    }

    /// How many bytes come of a load, which must be all of the lab.
    private long loaded(Download expected) throws Exception {
        long before = wire.answered();
        var whole = assertInstanceOf(HubAnswer.Accepted.class, load());
        long came = wire.answered() - before;
        Download download = assertInstanceOf(Download.class, whole.body());
        assertEquals(expected.data(), download.data());
        assertEquals(expected.entities(), download.entities());
        assertEquals(expected.nextCursor(), download.nextCursor());
        download.replaceIn(station.database);
        assertEquals(atTheHub(), atTheStation());
        assertFalse(Files.exists(half()), "nothing is left");
        return came;
    }

    private List<String> atTheHub() throws Exception {
        try (RawFile file = new RawFile(folder.resolve("hub/hub.db"))) {
            return file.texts(
                    "SELECT data ->> 'code' FROM entities WHERE entity = 'containers' ORDER BY 1");
        }
    }

    private List<String> atTheStation() throws Exception {
        try (RawFile file = new RawFile(station.database.path())) {
            return file.texts("SELECT code FROM containers ORDER BY 1");
        }
    }

    /// By another file, so that nothing of it is gone on with.
    private Download uncut() throws Exception {
        var whole =
                assertInstanceOf(
                        HubAnswer.Accepted.class,
                        station.client()
                                .download(
                                        station.enrolment.lab(),
                                        new HalfLoad(folder.resolve("other.half"), "")));
        return assertInstanceOf(Download.class, whole.body());
    }

    private long size(Download expected) throws Exception {
        long size = loaded(expected);
        assertTrue(size > 2 * CUT, "a load of " + size);
        return size;
    }

    @Test
    void only_the_rest_comes_after_a_cut() throws Exception {
        Download uncut = uncut();
        long size = size(uncut);
        cutAfter(CUT);
        long had = Files.size(half());
        assertTrue(had > CUT - AROUND, "kept " + had);

        long came = loaded(uncut);

        assertTrue(Math.abs(size - had - came) < AROUND, size + " = " + had + " + " + came);
    }

    @Test
    void it_is_cut_as_often_as_it_likes() throws Exception {
        Download uncut = uncut();
        long size = size(uncut);
        long before = wire.answered();
        for (int cut = 0; cut < 3; cut++) {
            cutAfter(CUT / 2);
        }

        loaded(uncut);

        assertTrue(wire.answered() - before < size + 4 * AROUND, "each byte comes once");
    }

    @Test
    void the_next_program_goes_on_with_what_it_finds() throws Exception {
        Download uncut = uncut();
        long size = size(uncut);
        cutAfter(CUT);
        // What the last program wrote is not all on the disk.
        try (RandomAccessFile file = new RandomAccessFile(half().toFile(), "rw")) {
            file.setLength(CUT / 2);
        }

        long before = wire.answered();
        try (HubNetwork network = new HubNetwork();
                LabDatabase database =
                        LabDatabase.open(folder.resolve("station"), station.enrolment.lab())) {
            assertInstanceOf(
                    HubAnswer.Accepted.class,
                    HubClient.station(network, station.enrolment, HubTimeouts.DEFAULT)
                            .download(station.enrolment.lab(), HalfLoad.of(database)));
        }

        long came = wire.answered() - before;
        assertTrue(Math.abs(size - CUT / 2 - came) < AROUND, size + ", came " + came);
    }

    @Test
    void a_hub_that_has_it_no_more_begins_anew() throws Exception {
        Download uncut = uncut();
        long size = size(uncut);
        cutAfter(CUT);
        hub.restart();

        assertTrue(loaded(uncut) > size - AROUND);
    }

    @Test
    void a_half_of_before_the_hub_acknowledged_something_is_not_gone_on_with() throws Exception {
        String stood = station.database.read(FeedPages::standing);
        try (HalfLoad.Arriving file = new HalfLoad(half(), stood).begin("\"a\"")) {
            file.add(new byte[7]);
        }

        assertEquals(
                Optional.of(new HalfLoad.Left("\"a\"", 7)), HalfLoad.of(station.database).left());
        bench.create("containers", Json.object().put("code", "C-new").put("status", "clean"));
        assertTrue(HalfLoad.of(station.database).left().isPresent(), "it was not sent yet");
        wire.set(new FaultyWire.Fault.BadGateway("GET /api/sync/pull"));
        bench.sync();
        assertEquals(List.of(), bench.open());
        assertEquals(Optional.empty(), HalfLoad.of(station.database).left());
    }

    @Test
    void a_station_that_is_enrolled_anew_begins_anew() throws Exception {
        Download uncut = uncut();
        long size = size(uncut);
        cutAfter(CUT);
        long before = wire.answered();

        assertInstanceOf(EnrolResult.Enrolled.class, station.enrolAgain(hub, wire));

        assertTrue(wire.answered() - before > size - AROUND);
        assertFalse(Files.exists(half()));
    }

    @Test
    void a_half_that_was_damaged_is_noticed_and_thrown_away() throws Exception {
        Download uncut = uncut();
        List<String> held = atTheStation();
        cutAfter(CUT);
        try (RandomAccessFile file = new RandomAccessFile(half().toFile(), "rw")) {
            file.seek(CUT / 2);
            file.write(new byte[500]);
        }

        assertInstanceOf(HubFailure.Unintelligible.class, HubClientTest.failure(load()));
        assertEquals(held, atTheStation());
        loaded(uncut);
    }

    @Test
    void a_half_that_is_longer_than_the_whole_is_thrown_away() throws Exception {
        Download uncut = uncut();
        cutAfter(CUT);
        Files.write(half(), new byte[3_000_000], StandardOpenOption.APPEND);

        loaded(uncut);
    }

    /// The whole of it came again for want of a last look.
    @Test
    void what_came_whole_and_was_not_used_does_not_come_again() throws Exception {
        Download uncut = uncut();
        bringTheRest();

        assertTrue(loaded(uncut) < AROUND);
    }

    /// As a program that ends after the last byte.
    private void bringTheRest() throws Exception {
        cutAfter(CUT);
        HalfLoad here = HalfLoad.of(station.database);
        HalfLoad.Left left = here.left().orElseThrow();
        HttpRequest rest =
                HttpRequest.newBuilder(URI.create(wire.url() + "/api/sync/download"))
                        .header("Authorization", "Bearer " + station.enrolment.token())
                        .header("Accept", "application/gzip")
                        .header("Range", "bytes=" + left.size() + "-")
                        .header("If-Range", left.etag())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient();
                HalfLoad.Arriving file = here.goOn()) {
            file.add(client.send(rest, HttpResponse.BodyHandlers.ofByteArray()).body());
        }
    }

    /// The hub was taken for away, and nothing was pushed.
    @Test
    void what_cannot_be_kept_here_is_no_failure_of_the_hub() throws Exception {
        Files.createDirectories(half().resolve("in the way"));

        StoreException why = assertThrows(StoreException.class, this::load);

        assertEquals(StoreException.Reason.IO_ERROR, why.reason());
        assertTrue(String.valueOf(why.getMessage()).contains(half().toString()));
    }
}
