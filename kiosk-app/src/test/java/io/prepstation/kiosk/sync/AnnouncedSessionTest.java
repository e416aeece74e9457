package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.UploadQueue;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a session runs, told by a station to a real hub over real sockets.
@Tag("SYN-3")
class AnnouncedSessionTest {

    @TempDir Path folder;

    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private Bench bench;
    private SessionRecord session;

    @BeforeEach
    void begin() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        bench = new Bench(folder.resolve("station"), hub, clock, 1);
        session = bench.station.begin();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    private List<String> atHub() throws Exception {
        return hub.sessions(bench.station.enrolment.token());
    }

    private OutboxOperation announcement() throws Exception {
        return bench.station.queue().stream()
                .filter(one -> one.kind() == OperationKind.CREATE)
                .filter(one -> one.entityId().equals(session.id()))
                .findFirst()
                .orElseThrow();
    }

    private void finishedAndAtTheHub() throws Exception {
        bench.station.finish(session);
        bench.sync();

        assertEquals(List.of(session.id()), atHub());
        assertEquals(List.of(), hub.running());
        assertEquals(List.of(), bench.open());
        assertEquals(Optional.empty(), bench.station.database.read(UploadQueue::trouble));
    }

    @Test
    void it_is_shown_from_the_next_sync_until_it_is_there() throws Exception {
        SyncResult result = bench.sync();

        assertEquals(0, result.failed(), result.toString());
        assertEquals(List.of(session.id()), hub.running());
        assertEquals(List.of(), atHub());
        assertEquals(List.of(), bench.open());
        finishedAndAtTheHub();
    }

    @Test
    void one_that_is_over_before_it_was_told_is_not_told() throws Exception {
        bench.station.finish(session);

        assertEquals(
                List.of(OperationKind.UPLOAD),
                bench.station.queue().stream().map(OutboxOperation::kind).toList());
        bench.sync();
        assertEquals(List.of(session.id()), atHub());
        assertEquals(List.of(), hub.running());
    }

    @Test
    @Tag("SYN-4")
    void one_whose_answer_was_lost_ends_with_its_bundle() throws Exception {
        bench.sync();
        bench.station.finish(session);
        bench.sync();
        session = bench.station.begin();
        bench.wire.set(new FaultyWire.Fault.CutAnswerAfter(0));
        bench.sync();
        String id = announcement().id();
        bench.wire.repair();
        assertEquals(List.of(session.id()), hub.running());

        bench.station.finish(session);
        assertEquals(
                List.of(OperationKind.UPLOAD),
                bench.open().stream().map(OutboxOperation::kind).toList());
        bench.sync();

        assertEquals(id, announcement().id());
        assertEquals(OperationStatus.ACKNOWLEDGED, announcement().status());
        assertEquals(List.of(), hub.running());
        assertEquals(2, atHub().size());
    }

    @Test
    void it_goes_behind_all_other_changes() throws Exception {
        bench.create("lots", bench.lot("L1"));
        PushQueue queue = new PushQueue(bench.station.enrolment.lab(), EntityTypes.STANDARD);
        Instant now = clock.instant();

        PushQueue.Batch batch =
                bench.station.database.write(handle ->
                        queue.take(
                                handle,
                                new PushQueue.Wanted(
                                        false, now, now.plus(Duration.ofHours(1)), Set.of(), 50)));

        List<String> types = new ArrayList<>();
        for (String operation : batch.operations()) {
            types.add(Json.parseObject(operation).path("entityType").asText());
        }
        assertEquals(List.of("lots", "sessions"), types);
    }

    @Test
    void a_hub_that_rejects_it_is_nobodys_trouble() throws Exception {
        NightFile.run(
                bench.station.database,
                "UPDATE outbox SET payload = json_set(payload, '$.stationId', 'another')");
        SyncResult result = bench.sync();

        assertEquals(0, result.failed(), result.toString());
        assertEquals(List.of(), result.errors());
        assertEquals(OperationStatus.ACKNOWLEDGED, announcement().status());
        assertEquals(List.of(), hub.running());
        finishedAndAtTheHub();
    }

    @Test
    @Tag("SYN-11")
    void a_hub_that_takes_no_push_has_the_bundle_all_the_same() throws Exception {
        bench.wire.set(new FaultyWire.Fault.Refused("POST /api/sync/push"));
        bench.sync();
        assertEquals(OperationStatus.PENDING, announcement().status());

        bench.station.finish(session);
        bench.sync();

        assertEquals(List.of(session.id()), atHub());
        assertEquals(List.of(), hub.running());
        assertEquals(List.of(), bench.open());
    }

    @Test
    void a_hub_that_was_put_back_is_told_again() throws Exception {
        bench.sync();
        bench.station.finish(session);
        bench.sync();
        Path copy = hub.backUp(folder.resolve("copies"));
        session = bench.station.begin();
        bench.sync();
        assertEquals(List.of(session.id()), hub.running());
        hub.putBack(copy);
        assertEquals(List.of(), hub.running());

        bench.sync();
        bench.sync();

        assertEquals(List.of(session.id()), hub.running());
    }
}
