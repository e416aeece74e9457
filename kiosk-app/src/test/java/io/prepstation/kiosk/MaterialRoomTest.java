package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Change;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Create;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Delete;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Readout;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.User;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.TempId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Materials at a bench that reaches no hub.
@Tag("STO-6")
class MaterialRoomTest {

    private static final Map<String, String> LOT =
            Map.of(
                    "ingredientId",
                    "i-1",
                    "lotNumber",
                    "B-77",
                    "expiresOn",
                    "2027-03-31",
                    "status",
                    "quarantine",
                    "remainingG",
                    "500.0");

    @TempDir Path folder;
    SampleBench bench;
    MaterialRoom room;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        AtomicLong last = new AtomicLong();
        InstantSource clock = InstantSource.fixed(SampleBench.NOW);
        room =
                new MaterialRoom(
                        bench.database(),
                        new EntityStore(
                                SampleLab.KEY,
                                EntityTypes.STANDARD,
                                clock,
                                () -> "m-%08d".formatted(last.incrementAndGet()),
                                new Random(3)),
                        clock,
                        0);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String saved(MaterialEdit edit) {
        return assertInstanceOf(MaterialAnswer.Saved.class, room.make(SampleLab.OPERATOR, edit))
                .id();
    }

    private MaterialAnswer.Refused refused(User by, MaterialEdit edit) {
        return assertInstanceOf(MaterialAnswer.Refused.class, room.make(by, edit));
    }

    private Item item(Kind kind, String id) throws StoreException {
        return room.look().find(kind, id).orElseThrow();
    }

    /// The newest first.
    private List<String> queue() throws StoreException {
        return bench.database().read(handle -> Outbox.list(handle, 100)).stream()
                .map(operation -> operation.kind() + " " + operation.entityType())
                .toList();
    }

    private List<AuditEvent> told() throws StoreException {
        return bench.database()
                .read(handle -> new AuditQuery(AuditQuery.Filter.ALL, null, 100).ask(handle));
    }

    private static ObjectNode details(AuditEvent event) throws MalformedJson {
        return (ObjectNode) Json.parseObject(event.body()).path("details");
    }

    @Nested
    class A_lot_and_its_container {

        @Test
        void are_made_with_row_operation_and_audit_event() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            String container =
                    saved(
                            new Create(
                                    Kind.CONTAINERS,
                                    Map.of(
                                            "code",
                                            "BTL-1",
                                            "lotId",
                                            lot,
                                            "tareG",
                                            "312.4471",
                                            "status",
                                            "in_use"),
                                    Map.of("tareG", new Readout("SIM-1", "S S   312.4471 g"))));

            assertTrue(TempId.isTempId(lot));
            assertEquals(SyncMark.PENDING, item(Kind.LOTS, lot).mark());
            assertEquals(LOT, item(Kind.LOTS, lot).fields());
            assertEquals(lot, item(Kind.CONTAINERS, container).text("lotId"));
            assertEquals(List.of("CREATE containers", "CREATE lots"), queue());
            ObjectNode told = details(told().getFirst());
            assertEquals("BTL-1", told.path("name").asText());
            assertEquals("SIM-1", told.path("tareGBalance").asText());
            assertEquals("S S   312.4471 g", told.path("tareGFrame").asText());
        }

        /// Whoever enters a lot does not release it; the trail has the name of who did.
        @Test
        @Tag("STO-8")
        void is_released_by_another_person_who_may() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            MaterialEdit release =
                    new Change(Kind.LOTS, lot, Map.of("status", "released"), Map.of(), "");
            int events = told().size();

            assertEquals(Edit.Code.NO_RIGHT, refused(SampleLab.OPERATOR, release).code());
            assertEquals("quarantine", item(Kind.LOTS, lot).text("status"));
            assertEquals(events, told().size());
            Map<String, String> released = new HashMap<>(LOT);
            released.put("lotNumber", "L-9");
            released.put("status", "released");
            assertEquals(
                    Edit.Code.NO_RIGHT,
                    refused(SampleLab.OPERATOR, new Create(Kind.LOTS, released, Map.of())).code());

            assertInstanceOf(MaterialAnswer.Saved.class, room.make(SampleLab.SUPERVISOR, release));
            assertEquals("released", item(Kind.LOTS, lot).text("status"));
            ObjectNode told = details(told().getFirst());
            assertEquals("quarantine → released", told.path("status").asText());
            assertEquals(SampleLab.SUPERVISOR.name(), told.path("releasedBy").asText());
            assertEquals(List.of("UPDATE lots", "CREATE lots"), queue());
        }

        @Test
        void are_changed_with_what_was_before_in_the_trail() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            saved(new Change(Kind.LOTS, lot, Map.of("status", "blocked"), Map.of(), ""));

            assertEquals("blocked", item(Kind.LOTS, lot).text("status"));
            assertEquals(
                    "quarantine → blocked", details(told().getFirst()).path("status").asText());
            assertEquals(List.of("CREATE lots"), queue());
        }

        @Test
        void are_counted_anew_by_a_stock_move_with_its_reason() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            saved(
                    new Change(
                            Kind.LOTS,
                            lot,
                            Map.of("remainingG", "480.25"),
                            Map.of(),
                            "Counted anew"));

            assertEquals("480.25", item(Kind.LOTS, lot).text("remainingG"));
            assertEquals(List.of("CREATE stock_moves", "CREATE lots"), queue());
            OutboxOperation move =
                    bench.database().read(handle -> Outbox.list(handle, 100)).getFirst();
            assertTrue(String.valueOf(move.payload()).contains("\"-19.75\""), move.toString());
            assertEquals("500.0 → 480.25", details(told().getFirst()).path("remainingG").asText());
        }

        @Test
        void are_counted_anew_also_when_more_was_weighed_than_was_there() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            bench.database()
                    .change(handle -> MaterialRepository.take(handle, lot, Mass.grams("502.5")));
            assertEquals("-2.5", item(Kind.LOTS, lot).text("remainingG"));

            saved(
                    new Change(
                            Kind.LOTS,
                            lot,
                            Map.of("remainingG", "10", "status", "blocked"),
                            Map.of(),
                            "Counted anew"));

            assertEquals("10", item(Kind.LOTS, lot).text("remainingG"));
            assertEquals("blocked", item(Kind.LOTS, lot).text("status"));
            OutboxOperation move =
                    bench.database().read(handle -> Outbox.list(handle, 100)).getFirst();
            assertTrue(String.valueOf(move.payload()).contains("\"12.5\""), move.toString());
            Change again =
                    new Change(Kind.LOTS, lot, Map.of("remainingG", "9"), Map.of(), "Why not");
            assertEquals(Edit.Code.NOT_FOUND_OR_DENIED, refused(SampleLab.AUDITOR, again).code());
        }

        @Test
        void stay_while_something_names_them() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            saved(
                    new Create(
                            Kind.CONTAINERS,
                            Map.of("code", "BTL-1", "lotId", lot, "status", "in_use"),
                            Map.of()));

            assertEquals(
                    Edit.Code.IN_USE,
                    refused(SampleLab.OPERATOR, new Delete(Kind.LOTS, lot)).code());
        }
    }

    @Nested
    class What_is_refused_leaves_nothing {

        private void untouched(Edit.Code why, User by, MaterialEdit edit) throws StoreException {
            List<String> queue = queue();
            int events = told().size();
            int things = room.look().items().size();

            assertEquals(why, refused(by, edit).code());
            assertEquals(queue, queue());
            assertEquals(events, told().size());
            assertEquals(things, room.look().items().size());
        }

        @Test
        void of_who_may_not() throws Exception {
            untouched(
                    Edit.Code.NOT_FOUND_OR_DENIED,
                    SampleLab.AUDITOR,
                    new Create(Kind.LOTS, LOT, Map.of()));
        }

        @Test
        void of_a_number_there_is_already() throws Exception {
            saved(new Create(Kind.LOTS, LOT, Map.of()));
            untouched(
                    Edit.Code.DUPLICATE, SampleLab.OPERATOR, new Create(Kind.LOTS, LOT, Map.of()));
        }

        @Test
        void of_a_count_without_a_reason_neither_the_count_nor_the_rest() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            List<String> queue = queue();
            int events = told().size();

            assertInstanceOf(
                    MaterialAnswer.NotSaved.class,
                    room.make(
                            SampleLab.OPERATOR,
                            new Change(
                                    Kind.LOTS,
                                    lot,
                                    Map.of("remainingG", "1", "status", "blocked"),
                                    Map.of(),
                                    "")));
            assertEquals(LOT, item(Kind.LOTS, lot).fields());
            assertEquals(queue, queue());
            assertEquals(events, told().size());
        }

        @Test
        void of_a_count_that_is_no_number_and_the_answer_comes() throws Exception {
            String lot = saved(new Create(Kind.LOTS, LOT, Map.of()));
            List<String> queue = queue();
            for (String count : List.of("", "much")) {
                assertInstanceOf(
                        MaterialAnswer.NotSaved.class,
                        room.make(
                                SampleLab.OPERATOR,
                                new Change(
                                        Kind.LOTS,
                                        lot,
                                        Map.of("remainingG", count, "status", "blocked"),
                                        Map.of(),
                                        "Counted anew")));
            }
            assertEquals(LOT, item(Kind.LOTS, lot).fields());
            assertEquals(queue, queue());
        }

        @Test
        void of_a_lot_that_is_gone() throws Exception {
            untouched(
                    Edit.Code.NOT_FOUND_OR_DENIED,
                    SampleLab.OPERATOR,
                    new Change(Kind.LOTS, "4711", Map.of("status", "blocked"), Map.of(), ""));
        }
    }
}
