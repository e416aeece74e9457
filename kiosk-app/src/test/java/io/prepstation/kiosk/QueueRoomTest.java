package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queue as the sync screen has it.
@Tag("SYN-1")
class QueueRoomTest {

    private static final Approval APPROVED = approval(SampleLab.SUPERVISOR, "typed_wrong");

    @TempDir Path folder;
    Instant now = SampleBench.NOW;
    SampleBench bench;
    EntityStore store;
    QueueRoom room;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        store =
                new EntityStore(
                        SampleLab.KEY,
                        EntityTypes.STANDARD,
                        InstantSource.fixed(SampleBench.NOW),
                        new TimeOrderedIds(),
                        new Random(1));
        room =
                new QueueRoom(
                        bench.database(),
                        store,
                        new QueueDesk(store, () -> now, new TimeOrderedIds()),
                        () -> now);
        container("C-1");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    static Approval approval(User by, String reason) {
        return new Approval(by, Authentication.BADGE_AND_PIN, reason, "");
    }

    SyncQueue look() throws StoreException {
        return bench.database().read(room::look);
    }

    SyncQueue.Line line() throws StoreException {
        return look().lines().getFirst();
    }

    void container(String code) throws StoreException {
        bench.database()
                .change(handle ->
                        store.create(
                                handle,
                                SampleLab.OPERATOR,
                                "containers",
                                Json.object().put("code", code).put("status", "clean")));
    }

    String made(String type, ObjectNode fields) throws StoreException {
        Edit edit =
                bench.database()
                        .write(handle -> store.create(handle, SampleLab.OPERATOR, type, fields));
        return ((Edit.Written) edit).entity().id();
    }

    @Nested
    class A_waiting_change {

        @Test
        void is_shown_with_its_name_its_author_and_what_can_be_done() throws StoreException {
            SyncQueue.Line line = line();

            assertEquals("C-1", line.name());
            assertEquals(SampleLab.OPERATOR.name(), line.author());
            assertEquals(Set.of(Way.RETRY, Way.REMOVE), line.ways());
            assertEquals(new QueueDesk.Completed(0, 0), look().counts().completed());
            assertEquals(1, look().counts().waiting());
        }

        @Test
        void is_taken_out_in_the_name_of_a_supervisor() throws StoreException {
            assertEquals(new QueueAnswer.Done(1), room.order(line().id(), Way.REMOVE, APPROVED));

            assertEquals(List.of(), look().lines());
            String event =
                    bench.database()
                            .read(handle ->
                                    new AuditQuery(AuditQuery.Filter.ALL, null, 1).ask(handle))
                            .getFirst()
                            .body();
            assertTrue(event.contains("queue_removed") && event.contains("typed_wrong"), event);
        }

        @Test
        void that_was_refused_counts_as_stuck_and_is_tried_again() throws StoreException {
            String id = line().id();
            bench.database().change(handle -> Outbox.reject(handle, id, "no"));
            assertEquals(1, look().counts().stuck());

            assertEquals(new QueueAnswer.Done(1), room.order(line().id(), Way.RETRY, APPROVED));

            assertEquals(OperationStatus.PENDING, line().status());
        }

        @Test
        @Tag("SYN-6")
        void that_refers_to_a_thing_that_is_gone_is_offered_for_three_choices()
                throws StoreException {
            String id = line().id();
            bench.database()
                    .change(handle -> Outbox.reject(handle, id, "PARENT_MISSING: no lot 17"));
            assertEquals(Set.of(Way.RETRY, Way.QUEUE, Way.KEEP, Way.REMOVE), line().ways());

            assertEquals(new QueueAnswer.Done(1), room.order(id, Way.KEEP, APPROVED));

            assertEquals(Orphans.State.KEPT, line().orphan());
            assertEquals(Set.of(Way.RETRY, Way.QUEUE, Way.REMOVE), line().ways());
            assertEquals(0, look().counts().stuck());
        }

        @Test
        @Tag("SYN-6")
        void that_is_built_on_one_that_is_kept_needs_nobody() throws StoreException {
            String id = line().id();
            bench.database()
                    .change(handle -> Outbox.reject(handle, id, "PARENT_MISSING: no lot 17"));
            room.order(id, Way.KEEP, APPROVED);
            String container =
                    bench.database().read(handle -> store.getAll(handle, "containers")).stream()
                            .map(StoredEntity::id)
                            .findFirst()
                            .orElseThrow();
            made(
                    "notes",
                    Json.object()
                            .put("entityType", "containers")
                            .put("entityId", container)
                            .put("text", "smells"));

            SyncQueue queue = look();

            assertEquals(2, queue.lines().size());
            assertEquals(0, queue.counts().stuck());
            assertEquals(0, queue.counts().waiting());
            assertEquals(
                    List.of(), queue.lines().stream().filter(QueueWords::needsAPerson).toList());
        }

        @Test
        void stays_without_a_right_or_without_a_reason() throws StoreException {
            assertEquals(
                    new QueueAnswer.Hindered(Hindrance.NO_RIGHT),
                    room.order(
                            line().id(), Way.REMOVE, approval(SampleLab.OPERATOR, "typed_wrong")));
            assertEquals(
                    new QueueAnswer.Hindered(Hindrance.NO_REASON),
                    room.order(
                            line().id(),
                            Way.REMOVE,
                            approval(SampleLab.SUPERVISOR, Approval.OTHER)));

            assertEquals(1, look().lines().size());
        }
    }

    @Nested
    class What_is_finished {

        @Test
        void is_counted_and_cleared_when_it_is_old() throws StoreException {
            String id = line().id();
            bench.database().change(handle -> Outbox.acknowledge(handle, id));
            container("C-2");
            assertEquals(new QueueDesk.Completed(1, 0), look().counts().completed());
            now = now.plus(QueueDesk.KEPT).plusMillis(1);

            assertEquals(new QueueAnswer.Done(1), room.clear(APPROVED));

            assertEquals(new QueueDesk.Completed(0, 0), look().counts().completed());
            assertEquals("C-2", line().name());
        }
    }
}
