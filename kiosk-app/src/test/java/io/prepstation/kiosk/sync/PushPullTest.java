package io.prepstation.kiosk.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.ConflictRoom;
import io.prepstation.kiosk.LogLines;
import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.Resolutions;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Resolution;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.TypeCounts;
import io.prepstation.model.sync.TypeCounts.Count;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lots and containers between two benches and a real hub over real sockets.
@Tag("SYN-2")
class PushPullTest {

    static final User ANNA =
            new User(TestHub.OPERATOR, "Anna Ek", Set.of(Role.OPERATOR, Role.SUPERVISOR), true);
    static final User STRANGER =
            new User("nobody", "Not There", Set.of(Role.OPERATOR, Role.SUPERVISOR), true);

    @TempDir Path folder;
    private final InstantSource running = SyncedStation.clockOf2026();
    private Duration passed = Duration.ZERO;
    InstantSource clock = () -> running.instant().plus(passed);
    TestHub hub;
    Bench one;

    /// A station with what is needed to edit at it.
    static final class Bench implements AutoCloseable {
        final FaultyWire wire;
        final SyncedStation station;
        final EntityStore store;

        Bench(Path data, TestHub hub, InstantSource clock, int seed) throws Exception {
            wire = new FaultyWire(hub.port());
            station = new SyncedStation(data, hub, wire, clock);
            store =
                    new EntityStore(
                            station.enrolment.lab(),
                            EntityTypes.STANDARD,
                            clock,
                            () -> UUID.randomUUID().toString(),
                            new Random(seed));
        }

        StoredEntity create(String type, ObjectNode fields) throws StoreException {
            return create(ANNA, type, fields);
        }

        StoredEntity create(User user, String type, ObjectNode fields) throws StoreException {
            return written(
                    station.database.write(handle -> store.create(handle, user, type, fields)));
        }

        StoredEntity update(String type, String id, ObjectNode changes) throws StoreException {
            return written(
                    station.database.write(
                            handle -> store.update(handle, ANNA, type, id, changes)));
        }

        StoredEntity delete(String type, String id) throws StoreException {
            return written(station.database.write(handle -> store.delete(handle, ANNA, type, id)));
        }

        StoredEntity get(String type, String id) throws StoreException {
            return station.database.read(handle -> store.get(handle, type, id)).orElseThrow();
        }

        List<StoredEntity> all(String type) throws StoreException {
            return station.database.read(handle -> store.getAll(handle, type));
        }

        String ingredient() throws StoreException {
            return all("ingredients").getFirst().id();
        }

        ObjectNode lot(String number) throws StoreException {
            return Json.object()
                    .put("ingredientId", ingredient())
                    .put("lotNumber", number)
                    .put("expiresOn", "2027-03-31")
                    .put("status", "released")
                    .put("remainingG", "500.0");
        }

        /// One round that nothing but this call begins.
        SyncResult sync() throws Exception {
            return sync(SyncScope.EVERYTHING);
        }

        SyncResult sync(SyncScope scope) throws Exception {
            SyncSetup usual = station.setup();
            SyncSetup asked =
                    new SyncSetup(
                            usual.rules(),
                            HubTimeouts.DEFAULT,
                            false,
                            usual.clock(),
                            usual.random());
            try (SyncEngine engine = station.tryEngine(asked).orElseThrow()) {
                return engine.sync(scope).get(60, SECONDS);
            }
        }

        List<OutboxOperation> open() throws StoreException {
            return station.queue().stream()
                    .filter(operation -> operation.status() != OperationStatus.ACKNOWLEDGED)
                    .toList();
        }

        List<Conflicts.StoredConflict> conflicts() throws StoreException {
            return station.database.read(Conflicts::open);
        }

        ConflictDesk desk() {
            return new ConflictDesk(station.database, store, station.client(), station.clock);
        }

        /// As it is shown now.
        ConflictDesk.Decided decide(User user, String conflictId, Resolution how)
                throws StoreException {
            Conflicts.StoredConflict shown =
                    station.database
                            .read(handle -> Conflicts.find(handle, conflictId))
                            .orElseThrow();
            return desk().resolve(user, ConflictDesk.Decision.of(shown, how));
        }

        @Override
        public void close() throws IOException {
            station.close();
            wire.close();
        }
    }

    static StoredEntity written(Edit edit) {
        return assertInstanceOf(Edit.Written.class, edit, edit.toString()).entity();
    }

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        one = new Bench(folder.resolve("one"), hub, clock, 1);
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        hub.close();
    }

    Bench another() throws Exception {
        return new Bench(folder.resolve("two"), hub, clock, 2);
    }

    @Nested
    class When_the_hub_is_there {

        @Test
        @Tag("SYN-5")
        void create_sync_resolve_id_end_to_end() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            StoredEntity container =
                    one.create(
                            "containers",
                            Json.object()
                                    .put("code", "C1")
                                    .put("lotId", lot.id())
                                    .put("status", "in_use"));

            SyncResult result = one.sync();

            assertTrue(result.success(), result.toString());
            StoredEntity known = one.get("lots", lot.id());
            assertFalse(TempId.isTempId(known.id()));
            StoredEntity vessel = one.get("containers", container.id());
            assertEquals(known.id(), vessel.text("lotId"));
            assertEquals(SyncMark.SYNCED, known.metadata().mark());
            assertEquals(List.of(), one.open());
            try (Bench two = another()) {
                assertEquals(known.fields(), two.get("lots", known.id()).fields());
                assertEquals(vessel.fields(), two.get("containers", vessel.id()).fields());
            }
        }

        @Test
        @Tag("SYN-6")
        void a_note_that_moves_reaches_the_hub() throws Exception {
            StoredEntity first = one.create("lots", one.lot("L1"));
            StoredEntity second = one.create("lots", one.lot("L2"));
            StoredEntity note = one.create("notes", noteOn(first.id()));
            assertTrue(one.sync().success());
            String id = one.get("notes", note.id()).id();
            String there = one.get("lots", second.id()).id();

            one.update("notes", id, Json.object().put("entityId", there));
            assertTrue(one.sync().success(), one.open().toString());

            try (Bench two = another()) {
                assertEquals(there, two.get("notes", id).text("entityId"));
            }
        }

        @Test
        @Tag("SYN-6")
        void a_note_that_moves_before_it_was_ever_sent_reaches_the_hub() throws Exception {
            StoredEntity first = one.create("lots", one.lot("L1"));
            StoredEntity second = one.create("lots", one.lot("L2"));
            StoredEntity note = one.create("notes", noteOn(first.id()));

            one.update("notes", note.id(), Json.object().put("entityId", second.id()));
            assertTrue(one.sync().success(), one.open().toString());

            String there = one.get("lots", second.id()).id();
            try (Bench two = another()) {
                assertEquals(there, two.all("notes").getFirst().text("entityId"));
            }
        }

        @Test
        @Tag("SYN-6")
        void a_note_that_moves_to_a_thing_of_another_type_reaches_the_hub() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            StoredEntity vessel =
                    one.create(
                            "containers", Json.object().put("code", "C1").put("status", "clean"));
            StoredEntity note = one.create("notes", noteOn(lot.id()));
            assertTrue(one.sync().success());
            String id = one.get("notes", note.id()).id();
            String there = one.get("containers", vessel.id()).id();

            one.update("notes", id, Json.object().put("text", "sticks"));
            one.update(
                    "notes",
                    id,
                    Json.object().put("entityType", "containers").put("entityId", there));
            assertTrue(one.sync().success(), one.open().toString());

            try (Bench two = another()) {
                StoredEntity moved = two.get("notes", id);
                assertEquals("containers", moved.text("entityType"));
                assertEquals(there, moved.text("entityId"));
                assertEquals("sticks", moved.text("text"));
            }
        }

        private ObjectNode noteOn(String lot) {
            return Json.object()
                    .put("entityType", "lots")
                    .put("entityId", lot)
                    .put("text", "smells")
                    .put("authorId", ANNA.id());
        }

        @Test
        @Tag("SYN-15")
        void whoever_made_a_thing_is_known_here_and_elsewhere() throws Exception {
            StoredEntity salt =
                    one.create(
                            "ingredients",
                            Json.object().put("code", "ING-9001").put("name", "Borax"));
            StoredEntity lot = one.create("lots", one.lot("L1").put("ingredientId", salt.id()));
            assertTrue(one.sync().success());
            assertTrue(one.sync().success());
            String ingredient = one.get("lots", lot.id()).text("ingredientId");

            try (Bench two = another()) {
                for (Bench bench : List.of(one, two)) {
                    StoredEntity shown = bench.get("ingredients", ingredient);
                    assertEquals(ANNA.id(), shown.metadata().createdBy());
                    assertEquals(
                            one.get("ingredients", ingredient).metadata().createdAt(),
                            shown.metadata().createdAt());
                    assertEquals(
                            List.of(ANNA.id()),
                            bench.all("lots").stream()
                                    .map(one -> one.metadata().createdBy())
                                    .toList());
                }
            }
        }

        @Test
        void an_edit_goes_up_and_comes_down_elsewhere() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            one.sync();
            try (Bench two = another()) {
                String id = one.get("lots", lot.id()).id();
                two.update("lots", id, Json.object().put("status", "blocked"));
                assertTrue(two.sync().success());

                assertTrue(one.sync().success());
                assertEquals("blocked", one.get("lots", id).text("status"));
                two.delete("lots", id);
                assertTrue(two.sync().success());
                one.sync();
                assertTrue(one.get("lots", id).metadata().deleted());
            }
        }

        @Test
        @Tag("WEI-11")
        void a_balance_check_goes_up_once_and_stays_with_its_station() throws Exception {
            ObjectNode check =
                    Json.object()
                            .put("balanceSerial", "B1")
                            .put("balanceModel", "XS204")
                            .put("kind", "weights");
            check.putArray("readings")
                    .addObject()
                    .put("empty", "0.0000 g")
                    .put("loaded", "200.0003 g")
                    .put("nominal", "200 g")
                    .put("rawFrame", "S S   200.0003 g")
                    .put("tolerance", "0.0010 g")
                    .put("weightId", "W200");
            check.put("result", "passed")
                    .put("checkedAt", 1_795_166_000_000L)
                    .put("checkedBy", "o.meyer");
            StoredEntity kept = one.create("balance_checks", check);
            try (Bench two = another()) {
                assertTrue(one.sync().success());
                assertTrue(one.sync().success());

                StoredEntity known = one.get("balance_checks", kept.id());
                assertEquals(SyncMark.SYNCED, known.metadata().mark());
                assertEquals(kept.fields(), known.fields());
                assertTrue(two.sync().success());
                assertEquals(List.of(), two.all("balance_checks"));
            }
        }

        @Test
        void hub_rejects_some_operations() throws Exception {
            StoredEntity good = one.create("lots", one.lot("GOOD"));
            StoredEntity bad = one.create(STRANGER, "lots", one.lot("BAD"));

            SyncResult result = one.sync();

            assertFalse(result.success());
            assertEquals(1, result.synced());
            assertEquals(SyncMark.SYNCED, one.get("lots", good.id()).metadata().mark());
            assertEquals(SyncMark.REJECTED, one.get("lots", bad.id()).metadata().mark());
            assertTrue(
                    String.valueOf(one.open().getFirst().lastError()).contains("NO_RIGHT"),
                    one.open().toString());
        }

        @Test
        void partial_sync_completion() throws Exception {
            StoredEntity bad = one.create(STRANGER, "lots", one.lot("BAD"));
            StoredEntity child =
                    one.create(
                            "containers",
                            Json.object()
                                    .put("code", "C1")
                                    .put("lotId", bad.id())
                                    .put("status", "in_use"));
            one.create("lots", one.lot("GOOD"));

            one.sync();

            assertEquals(
                    List.of(OperationStatus.BLOCKED, OperationStatus.REJECTED),
                    one.open().stream().map(OutboxOperation::status).toList());
            one.update("lots", bad.id(), Json.object().put("expiresOn", "2027-04-01"));
            assertTrue(one.sync().success(), one.open().toString());
            assertEquals(SyncMark.SYNCED, one.get("containers", child.id()).metadata().mark());
        }

        @Test
        @Tag("SYN-5")
        void what_was_taken_from_a_refused_lot_is_taken_once() throws Exception {
            assertTrue(one.sync().success());
            String lot = one.create(STRANGER, "lots", one.lot("BAD")).id();
            one.create(
                    "stock_moves",
                    Json.object()
                            .put("lotId", lot)
                            .put("deltaG", "-20.0")
                            .put("reason", "spilled"));
            one.station.database.change(
                    handle -> one.store.estimate(handle, "lots", lot, "remainingG", "480.0"));
            assertFalse(one.sync().success());
            String code = one.all("ingredients").getFirst().text("code");
            String session = one.station.prepareFrom(Map.of(code, lot));
            String left = one.get("lots", lot).text("remainingG");
            assertNotEquals("480.0", left);

            one.update("lots", lot, Json.object().put("lotNumber", "GOOD"));
            one.sync();
            assertTrue(one.sync().success(), one.open().toString());

            assertTrue(one.station.receipt(session).isPresent());
            try (Bench two = another()) {
                String known = one.get("lots", lot).id();
                assertEquals(
                        0,
                        new BigDecimal(left)
                                .compareTo(
                                        new BigDecimal(two.get("lots", known).text("remainingG"))));
            }
        }

        @Test
        void the_correction_of_a_refused_edit_does_not_say_what_the_hub_reckons() throws Exception {
            StoredEntity made = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String lot = one.get("lots", made.id()).id();
            one.station.database.change(handle -> {
                one.store.estimate(handle, "lots", lot, "remainingG", "495.0");
                written(
                        one.store.update(
                                handle,
                                STRANGER,
                                "lots",
                                lot,
                                Json.object().put("status", "empty")));
            });
            assertFalse(one.sync().success());

            one.update("lots", lot, Json.object().put("status", "blocked"));
            assertTrue(one.sync().success(), one.open().toString());

            StoredEntity corrected = one.get("lots", lot);
            assertEquals("blocked", corrected.text("status"));
            assertEquals(SyncMark.SYNCED, corrected.metadata().mark());
        }

        /// Bench two makes a container on a lot that bench one has deleted.
        private StoredEntity orphanOf(Bench two) throws Exception {
            StoredEntity made = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            two.sync();
            String lot = one.get("lots", made.id()).id();
            StoredEntity container =
                    two.create(
                            "containers",
                            Json.object()
                                    .put("code", "C1")
                                    .put("lotId", lot)
                                    .put("status", "in_use"));
            one.delete("lots", lot);
            assertTrue(one.sync().success());
            return container;
        }

        /// A round that only hears what others did.
        private void hears(Bench bench) throws Exception {
            SyncSetup usual = bench.station.setup();
            SyncSetup asked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, clock, new Random(5));
            try (SyncEngine engine = bench.station.tryEngine(asked).orElseThrow()) {
                engine.syncEntityType(EntityType.SESSIONS).get(60, SECONDS);
            }
        }

        /// @return what it is afterwards
        private Orphans.State settled(Bench bench, QueueDesk.Way way) throws Exception {
            QueueDesk desk = new QueueDesk(bench.store, clock, () -> UUID.randomUUID().toString());
            QueueDesk.Order order = new QueueDesk.Order(ANNA, "lot is gone", Authentication.CHOSEN);
            String id = bench.open().getFirst().id();
            assertEquals(
                    Optional.empty(),
                    bench.station.database.write(handle -> desk.carryOut(handle, way, id, order)));
            return bench.open().stream()
                    .findFirst()
                    .map(Orphans::stateOf)
                    .orElse(Orphans.State.NONE);
        }

        @Test
        @Tag("SYN-6")
        void what_refers_to_a_deleted_thing_is_not_sent_and_goes_up_once_it_refers_to_another()
                throws Exception {
            try (Bench two = another()) {
                String container = orphanOf(two).id();
                hears(two);
                SyncResult result = two.sync();

                OutboxOperation orphan = two.open().getFirst();
                assertTrue(result.success(), "it was sent: " + result);
                assertEquals(Orphans.State.FOUND, Orphans.stateOf(orphan), orphan.toString());
                assertEquals(Orphans.State.KEPT, settled(two, QueueDesk.Way.KEEP));
                assertEquals(Orphans.State.QUEUED, settled(two, QueueDesk.Way.QUEUE));
                assertEquals(0, two.sync().operations());

                String other = two.create("lots", two.lot("L2")).id();
                two.update("containers", container, Json.object().put("lotId", other));
                assertTrue(two.sync().success());
                one.sync();

                assertEquals(List.of(), two.open());
                assertEquals("C1", one.all("containers").getFirst().text("code"));
                assertEquals(
                        one.all("lots").getFirst().id(),
                        one.all("containers").getFirst().text("lotId"));
            }
        }

        @Test
        @Tag("SYN-6")
        void what_the_hub_refused_for_want_of_its_parent_is_given_up_on_both_sides()
                throws Exception {
            try (Bench two = another()) {
                orphanOf(two);
                assertFalse(two.sync().success());
                assertEquals(Orphans.State.FOUND, Orphans.stateOf(two.open().getFirst()));

                assertEquals(Orphans.State.NONE, settled(two, QueueDesk.Way.REMOVE));

                assertEquals(List.of(), two.all("containers"));
                assertEquals(0, two.sync().operations());
            }
        }

        /// What a weighing left in a container is this station's estimate, and nobody said it.
        @Test
        void the_correction_of_a_refused_container_does_not_say_what_was_estimated()
                throws Exception {
            StoredEntity made =
                    one.create(
                            "containers",
                            Json.object()
                                    .put("code", "BTL-9")
                                    .put("lastGrossG", "500.0")
                                    .put("status", "clean"));
            assertTrue(one.sync().success());
            String box = one.get("containers", made.id()).id();
            refusedChange(box, Json.object().put("volumeMl", "250"), "480.0");

            one.update("containers", box, Json.object().put("volumeMl", "500"));
            assertTrue(one.sync().success(), one.open().toString());
            assertEquals("500.0", atHub(box).text("lastGrossG"));
            assertEquals("500", atHub(box).text("volumeMl"));

            refusedChange(box, Json.object().put("lastGrossG", "450.0"), "430.0");
            one.update("containers", box, Json.object().put("volumeMl", "250"));
            assertTrue(one.sync().success(), one.open().toString());
            assertEquals("450.0", atHub(box).text("lastGrossG"));
            assertEquals("250", atHub(box).text("volumeMl"));
        }

        /// By somebody whom the hub does not know; then something is weighed from it.
        private void refusedChange(String box, ObjectNode change, String weighs) throws Exception {
            one.station.database.change(handle -> {
                written(one.store.update(handle, STRANGER, "containers", box, change));
                MaterialRepository.weighs(handle, box, Mass.grams(weighs));
            });
            assertFalse(one.sync().success());
            assertEquals(SyncMark.REJECTED, one.get("containers", box).metadata().mark());
        }

        /// As another station hears of it.
        private StoredEntity atHub(String id) throws Exception {
            try (Bench two = another()) {
                assertTrue(two.sync().success());
                return two.get("containers", id);
            }
        }

        @Test
        void more_than_1000_operations() throws Exception {
            for (int n = 0; n < 1_010; n++) {
                one.create("lots", one.lot("L" + n));
            }

            SyncResult result = one.sync();

            assertEquals(1_010, result.synced(), result.toString());
            assertEquals(List.of(), one.open());
            assertEquals(
                    1_010,
                    one.all("lots").stream().filter(lot -> !TempId.isTempId(lot.id())).count());
        }

        /// No pull by itself for an hour.
        private SyncSetup listening(HubTimeouts timeouts) {
            SyncRules rare =
                    new SyncRules(
                            SyncedStation.IMPATIENT.retry(),
                            8,
                            Duration.ofHours(1),
                            Duration.ofSeconds(2),
                            Duration.ofHours(1),
                            Duration.ofHours(1),
                            true,
                            50);
            return new SyncSetup(rare, timeouts, true, clock, new Random(5));
        }

        @Test
        @Tag("SYN-13")
        void live_changes_survive_a_drop() throws Exception {
            try (Bench two = another();
                    SyncEngine engine =
                            one.station.tryEngine(listening(HubTimeouts.DEFAULT)).orElseThrow()) {
                assertTrue(engine.syncNow().get(60, SECONDS).success());
                two.create("lots", two.lot("LIVE-1"));
                assertTrue(two.sync().success());
                await().atMost(60, SECONDS).until(() -> one.all("lots").size() == 1);

                one.wire.unplug();
                two.create("lots", two.lot("LIVE-2"));
                assertTrue(two.sync().success());
                one.wire.plug();
                await().atMost(60, SECONDS).until(() -> one.all("lots").size() == 2);
            }
        }

        /// A line that was cut somewhere on the way stays open at both ends.
        @Test
        @Tag("SYN-13")
        void live_changes_survive_a_line_that_falls_silent() throws Exception {
            try (Bench two = another();
                    SyncEngine engine =
                            one.station.tryEngine(listening(SyncedStation.SHORT)).orElseThrow()) {
                assertTrue(engine.syncNow().get(60, SECONDS).success());
                two.create("lots", two.lot("LIVE-1"));
                assertTrue(two.sync().success());
                await().atMost(60, SECONDS).until(() -> one.all("lots").size() == 1);

                one.wire.fallSilent();
                two.create("lots", two.lot("LIVE-2"));
                assertTrue(two.sync().success());
                await().atMost(60, SECONDS).until(() -> one.all("lots").size() == 2);
            }
        }

        @Test
        @Tag("SYN-2")
        void one_type_goes_up_with_what_it_needs_and_nothing_else() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            one.create("lots", one.lot("L2"));
            one.create(
                    "containers",
                    Json.object().put("code", "C1").put("lotId", lot.id()).put("status", "in_use"));
            String session = one.station.prepare();
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, clock, new Random(5));

            try (SyncEngine engine = one.station.tryEngine(onlyWhenAsked).orElseThrow()) {
                SyncResult containers =
                        engine.syncEntityType(EntityType.CONTAINERS).get(60, SECONDS);
                assertEquals(
                        new SyncResult(
                                true,
                                2,
                                0,
                                0,
                                2,
                                List.of(),
                                containers.duration(),
                                TypeCounts.of("lots", Count.SYNCED)
                                        .and("containers", Count.SYNCED)),
                        containers);
                assertEquals(List.of("lots", "sessions"), openTypes());

                SyncResult sessions = engine.syncEntityType(EntityType.SESSIONS).get(60, SECONDS);
                assertEquals(1, sessions.synced());
                assertEquals(List.of("lots"), openTypes());
                assertTrue(one.station.receipt(session).isPresent());

                assertEquals(
                        0, engine.syncEntityType(EntityType.NOTES).get(60, SECONDS).operations());
                assertEquals(1, engine.syncEntityType(EntityType.LOTS).get(60, SECONDS).synced());
            }
            assertEquals(List.of(), one.open());
        }

        @Test
        @Tag("SYN-2")
        void each_way_goes_alone_and_both_are_the_whole() throws Exception {
            assertTrue(one.sync().success());
            try (Bench two = another()) {
                two.create("lots", two.lot("THERE"));
                assertTrue(two.sync().success());
                one.create("lots", one.lot("HERE"));
                String session = one.station.prepare();

                SyncResult fetched = inOneWay(SyncEngine::syncFromServer);
                assertTrue(fetched.success());
                assertEquals(0, fetched.operations());
                assertEquals(List.of("lots", "sessions"), openTypes());
                assertEquals(List.of("HERE", "THERE"), lotNumbers(one));
                assertTrue(two.sync().success());
                assertEquals(List.of("THERE"), lotNumbers(two));

                two.create("lots", two.lot("LATER"));
                assertTrue(two.sync().success());
                String stood = one.station.database.read(FeedPages::cursor);
                SyncResult sent = inOneWay(SyncEngine::syncToServer);
                assertTrue(sent.success());
                assertEquals(2, sent.synced());
                assertEquals(List.of(), one.open());
                assertTrue(one.station.receipt(session).isPresent());
                assertEquals(stood, one.station.database.read(FeedPages::cursor));
                assertEquals(List.of("HERE", "THERE"), lotNumbers(one));

                assertTrue(one.sync().success());
                assertTrue(two.sync().success());
                assertEquals(List.of("HERE", "LATER", "THERE"), lotNumbers(one));
                assertEquals(List.of("HERE", "LATER", "THERE"), lotNumbers(two));
            }
        }

        private SyncResult inOneWay(Function<SyncEngine, CompletableFuture<SyncResult>> way)
                throws Exception {
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), HubTimeouts.DEFAULT, false, clock, new Random(5));
            try (SyncEngine engine = one.station.tryEngine(onlyWhenAsked).orElseThrow()) {
                return way.apply(engine).get(60, SECONDS);
            }
        }

        private static List<String> lotNumbers(Bench bench) throws StoreException {
            return bench.all("lots").stream().map(lot -> lot.text("lotNumber")).sorted().toList();
        }

        private List<String> openTypes() throws StoreException {
            return one.open().stream().map(OutboxOperation::entityType).sorted().toList();
        }

        @Test
        @Tag("SYN-2")
        void another_program_asks_the_running_engine_for_one_type() throws Exception {
            one.create("lots", one.lot("L1"));
            one.station.prepare();
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, clock, new Random(5));
            try (SyncEngine _ = one.station.tryEngine(onlyWhenAsked).orElseThrow()) {
                SyncEngine.ask(one.station.database, "wish-2", SyncScope.of(EntityType.LOTS));
                await().atMost(60, SECONDS)
                        .until(() ->
                                one.station
                                        .database
                                        .read(handle -> SyncEngine.answer(handle, "wish-2"))
                                        .isPresent());
            }
            assertEquals(List.of("sessions"), openTypes());
        }

        @Test
        @Tag("SYN-2")
        void another_program_asks_the_running_engine_to_fetch_alone() throws Exception {
            assertTrue(one.sync().success());
            one.create("lots", one.lot("HERE"));
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, clock, new Random(5));
            try (Bench two = another();
                    SyncEngine _ = one.station.tryEngine(onlyWhenAsked).orElseThrow()) {
                two.create("lots", two.lot("THERE"));
                assertTrue(two.sync().success());
                SyncEngine.ask(one.station.database, "wish-3", SyncScope.FETCHING);
                await().atMost(60, SECONDS)
                        .until(() ->
                                one.station
                                        .database
                                        .read(handle -> SyncEngine.answer(handle, "wish-3"))
                                        .isPresent());
            }
            assertEquals(List.of("HERE", "THERE"), lotNumbers(one));
            assertEquals(List.of("lots"), openTypes());
        }

        @Test
        void another_program_asks_the_running_engine() throws Exception {
            one.create("lots", one.lot("L1"));
            try (SyncEngine _ = one.station.engine()) {
                SyncEngine.ask(one.station.database, "wish-1", SyncScope.EVERYTHING);
                await().atMost(60, SECONDS)
                        .until(() ->
                                one.station
                                        .database
                                        .read(handle -> SyncEngine.answer(handle, "wish-1"))
                                        .isPresent());
            }
            assertEquals(List.of(), one.open());
        }

        @Test
        void a_wish_that_was_there_before_the_engine_is_answered_too() throws Exception {
            SyncEngine.ask(one.station.database, "wish-0", SyncScope.EVERYTHING);
            try (SyncEngine _ = one.station.engine()) {
                await().atMost(60, SECONDS)
                        .until(() ->
                                one.station
                                        .database
                                        .read(handle -> SyncEngine.answer(handle, "wish-0"))
                                        .isPresent());
            }
        }

        /// Two ask while the first round waits for the hub: it goes on alone, and one round more is for both of them.
        @Test
        void concurrent_sync_attempts_give_one_run() throws Exception {
            assertTrue(one.sync().success());
            one.create("lots", one.lot("L1"));
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), HubTimeouts.DEFAULT, false, clock, new Random(5));
            CountDownLatch gate = new CountDownLatch(1);
            try (SyncEngine engine = one.station.tryEngine(onlyWhenAsked).orElseThrow();
                    LogLines log = LogLines.verbose("SyncPush")) {
                one.wire.set(new FaultyWire.Fault.HoldRequestAfter(1, gate));
                CompletableFuture<SyncResult> first = engine.syncNow();
                await().atMost(60, SECONDS).until(() -> one.wire.faults() == 1);
                CompletableFuture<SyncResult> second = engine.syncNow();
                CompletableFuture<SyncResult> third = engine.syncNow();
                assertEquals(1, one.wire.faults());
                assertTrue(one.station.tryEngine(one.station.setup()).isEmpty());
                gate.countDown();

                assertEquals(1, first.get(60, SECONDS).synced());
                assertEquals(0, second.get(60, SECONDS).operations());
                assertSame(second.get(), third.get(60, SECONDS));
                assertEquals(
                        1,
                        log.text().lines().filter(line -> line.contains("changes leave")).count(),
                        log.text());
            }
            assertEquals(1, one.all("lots").size());
        }

        @Test
        @Tag("SYN-2")
        void those_who_ask_for_other_ways_meanwhile_get_one_run_of_both() throws Exception {
            assertTrue(one.sync().success());
            one.create("lots", one.lot("L1"));
            SyncSetup usual = one.station.setup();
            SyncSetup onlyWhenAsked =
                    new SyncSetup(usual.rules(), HubTimeouts.DEFAULT, false, clock, new Random(5));
            CountDownLatch gate = new CountDownLatch(1);
            try (SyncEngine engine = one.station.tryEngine(onlyWhenAsked).orElseThrow()) {
                String stood = one.station.database.read(FeedPages::cursor);
                one.wire.set(new FaultyWire.Fault.HoldRequestAfter(1, gate));
                CompletableFuture<SyncResult> sent = engine.syncToServer();
                await().atMost(60, SECONDS).until(() -> one.wire.faults() == 1);
                CompletableFuture<SyncResult> again = engine.syncToServer();
                CompletableFuture<SyncResult> fetched = engine.syncFromServer();
                gate.countDown();

                assertEquals(1, sent.get(60, SECONDS).synced());
                assertTrue(again.get(60, SECONDS).success());
                assertSame(again.get(), fetched.get(60, SECONDS));
                assertNotEquals(stood, one.station.database.read(FeedPages::cursor));
            }
        }

        /// One such ended every round before its sessions.
        @Test
        @Tag("SYN-11")
        void a_change_that_cannot_be_worded_keeps_no_session_here() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            String session = one.station.prepare();
            try (RawFile raw = new RawFile(one.station.database.path())) {
                raw.execute("UPDATE outbox SET payload = '{' WHERE entity_id = '" + lot.id() + "'");
            }

            one.sync();

            assertTrue(one.station.receipt(session).isPresent());
            assertEquals(
                    List.of(OperationStatus.BLOCKED),
                    one.open().stream().map(OutboxOperation::status).toList());
            assertTrue(one.open().getFirst().lastError().contains("has lost what it changes"));
        }

        /// As they arrive: the hub would sort them by itself.
        @Test
        @Tag("SYN-6")
        void types_go_up_in_dependency_order() throws Exception {
            assertTrue(one.sync().success());
            StoredEntity container =
                    one.create(
                            "containers", Json.object().put("code", "C1").put("status", "in_use"));
            StoredEntity note =
                    one.create(
                            "notes",
                            Json.object()
                                    .put("entityType", "containers")
                                    .put("entityId", container.id())
                                    .put("text", "new"));
            StoredEntity lot = one.create("lots", one.lot("L1"));
            StoredEntity ingredient =
                    one.create(
                            "ingredients", Json.object().put("code", "ING-9").put("name", "Urea"));
            one.update("lots", lot.id(), Json.object().put("ingredientId", ingredient.id()));
            one.update("containers", container.id(), Json.object().put("lotId", lot.id()));
            one.update(
                    "notes",
                    note.id(),
                    Json.object().put("entityId", lot.id()).put("entityType", "lots"));
            List<String> queued =
                    one.open().reversed().stream().map(OutboxOperation::entityType).toList();
            assertEquals(List.of("containers", "notes", "lots", "ingredients"), queued);

            List<String> bodies = new CopyOnWriteArrayList<>();
            one.wire.set(new FaultyWire.Fault.Heard("POST /api/sync/push", bodies));
            assertTrue(one.sync().success());

            assertEquals(
                    List.of("ingredients", "lots", "containers", "notes"),
                    Json.parseObject(bodies.getFirst())
                            .path("operations")
                            .valueStream()
                            .map(operation -> operation.path("entityType").asText())
                            .toList());
            assertEquals(List.of(), one.open());
        }
    }

    @Nested
    @Tag("SYN-11")
    class When_the_network_fails {

        @Test
        void sync_with_no_network() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            one.wire.unplug();

            SyncResult result = one.sync();

            assertFalse(result.success());
            assertEquals(lot.fields(), one.get("lots", lot.id()).fields());
            assertEquals(0, one.open().getFirst().attempts());
        }

        @Test
        void network_failure_recovery() throws Exception {
            one.wire.unplug();
            StoredEntity lot = one.create("lots", one.lot("L1"));
            try (SyncEngine engine = one.station.engine()) {
                assertFalse(engine.syncNow().get(60, SECONDS).success());
                one.wire.plug();
                await().atMost(60, SECONDS).until(() -> one.open().isEmpty());
            }
            assertFalse(TempId.isTempId(one.get("lots", lot.id()).id()));
        }

        @Test
        @Tag("SYN-4")
        void sync_with_partial_network_failure() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            one.wire.set(new FaultyWire.Fault.CutAnswerAfter(40));
            assertFalse(one.sync().success());
            assertEquals(1, one.open().size());

            one.wire.repair();
            assertTrue(one.sync().success());

            try (Bench two = another()) {
                assertEquals(1, two.all("lots").size());
                assertEquals(one.get("lots", lot.id()).id(), two.all("lots").getFirst().id());
            }
        }
    }

    @Nested
    @Tag("SYN-12")
    class When_the_hub_was_restored_from_a_backup {

        @Test
        void what_was_changed_before_anybody_knew_waits_for_what_the_hub_lost() throws Exception {
            assertTrue(one.sync().success());
            Path copy = hub.backUp(folder.resolve("backup"));
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String id = one.get("lots", lot.id()).id();
            hub.putBack(copy);

            one.update("lots", id, Json.object().put("status", "quarantine"));
            one.create(
                    "containers",
                    Json.object().put("code", "C1").put("lotId", id).put("status", "in_use"));
            one.sync();
            assertTrue(one.sync().success());

            assertEquals(List.of(), one.open());
            try (Bench two = another()) {
                StoredEntity there = two.get("lots", id);
                assertEquals("quarantine", there.text("status"));
                assertEquals(id, two.all("containers").getFirst().text("lotId"));
            }
        }

        @Test
        @Tag("SYN-2")
        void sending_alone_learns_of_it_and_loses_nothing() throws Exception {
            assertTrue(one.sync().success());
            Path copy = hub.backUp(folder.resolve("backup"));
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String id = one.get("lots", lot.id()).id();
            hub.putBack(copy);
            one.update("lots", id, Json.object().put("status", "quarantine"));

            one.sync(SyncScope.SENDING);
            assertTrue(one.sync(SyncScope.SENDING).success());

            assertEquals(List.of(), one.open());
            try (Bench two = another()) {
                assertEquals("quarantine", two.get("lots", id).text("status"));
            }
        }

        @Test
        void what_is_said_of_anothers_lost_thing_waits_until_the_other_has_brought_it_again()
                throws Exception {
            assertTrue(one.sync().success());
            try (Bench two = another()) {
                String id = lostLotOf(two);

                one.update("lots", id, Json.object().put("status", "quarantine"));
                one.create(
                        "notes",
                        Json.object()
                                .put("entityType", "lots")
                                .put("entityId", id)
                                .put("text", "smells"));
                one.sync();
                one.sync();
                assertEquals(
                        List.of(OperationStatus.BLOCKED, OperationStatus.BLOCKED),
                        one.open().stream().map(OutboxOperation::status).toList());

                theOtherBringsItAgain(two);
                assertEquals(List.of(), one.open());
                two.sync();
                assertEquals("quarantine", two.get("lots", id).text("status"));
                assertEquals("smells", two.all("notes").getFirst().text("text"));
            }
        }

        /// A lot of the other bench that this one knows and the hub has lost.
        private String lostLotOf(Bench two) throws Exception {
            Path copy = hub.backUp(folder.resolve("backup"));
            StoredEntity lot = two.create("lots", two.lot("L2"));
            assertTrue(two.sync().success());
            assertTrue(one.sync().success());
            hub.putBack(copy);
            return two.get("lots", lot.id()).id();
        }

        private void theOtherBringsItAgain(Bench two) throws Exception {
            two.sync();
            assertTrue(two.sync().success());
            one.sync();
            assertTrue(one.sync().success());
        }

        private String weighedFrom(String lot) throws StoreException {
            String code = one.all("ingredients").getFirst().text("code");
            String session = one.station.prepareFrom(Map.of(code, lot));
            assertTrue(
                    one
                            .station
                            .database
                            .read(handle -> SessionRepository.find(handle, session))
                            .orElseThrow()
                            .dispenses()
                            .stream()
                            .anyMatch(dispense -> lot.equals(dispense.lotId())));
            return session;
        }

        @Test
        void a_session_with_anothers_lost_lot_waits_for_it_whenever_it_was_signed()
                throws Exception {
            assertTrue(one.sync().success());
            try (Bench two = another()) {
                String lot = lostLotOf(two);
                String before = weighedFrom(lot);
                one.sync();
                one.sync();
                String after = weighedFrom(lot);
                one.sync();
                for (String session : List.of(before, after)) {
                    assertEquals(OperationStatus.BLOCKED, one.station.operation(session).status());
                    assertEquals(SessionStatus.COMPLETED, one.station.status(session));
                }

                theOtherBringsItAgain(two);
                assertEquals(List.of(), one.open());
                assertTrue(one.station.receipt(before).isPresent());
                assertTrue(one.station.receipt(after).isPresent());
            }
        }

        /// A lot of the other bench that this one knows by its number, and the other one does not.
        /// The first request may be lost on a connection that the wire had already cut.
        private String lotOfSomebodyWhoGotNoAnswer(Bench two) throws Exception {
            assertTrue(one.sync().success());
            assertTrue(two.sync().success());
            two.create("lots", two.lot("L2"));
            two.wire.set(new FaultyWire.Fault.CutAnswerAfter(40));
            for (int round = 0; round < 3 && one.all("lots").isEmpty(); round++) {
                assertFalse(two.sync().success());
                assertTrue(one.sync().success());
            }
            return one.all("lots").getFirst().id();
        }

        private void noteOn(String lot, String text) throws StoreException {
            one.create(
                    "notes",
                    Json.object().put("entityType", "lots").put("entityId", lot).put("text", text));
        }

        @Test
        void what_is_said_of_a_lost_thing_follows_it_to_another_number() throws Exception {
            try (Bench two = another()) {
                Path copy = hub.backUp(folder.resolve("backup"));
                String former = lotOfSomebodyWhoGotNoAnswer(two);
                one.update("lots", former, Json.object().put("openedOn", "2026-11-10"));
                noteOn(former, "smells");
                assertTrue(one.sync().success());
                String session = weighedFrom(former);
                hub.putBack(copy);
                one.sync();
                one.sync();
                one.update("lots", former, Json.object().put("status", "quarantine"));
                assertEquals(4, one.open().size());

                two.wire.repair();
                theOtherBringsItAgain(two);

                assertEquals(List.of(), one.open());
                String number = one.all("lots").getFirst().id();
                assertNotEquals(former, number);
                two.sync();
                assertTrue(one.sync().success());
                for (Bench each : List.of(one, two)) {
                    assertEquals(1, each.all("lots").size());
                    assertEquals("quarantine", each.get("lots", number).text("status"));
                    assertEquals("2026-11-10", each.get("lots", number).text("openedOn"));
                    assertEquals(number, each.all("notes").getFirst().text("entityId"));
                }
                assertTrue(one.station.receipt(session).isPresent());
            }
        }

        /// The signed session goes on naming the first number.
        @Test
        @Tag("SYN-15")
        void a_session_from_a_lost_container_waits_for_it_and_follows_it_to_another_number()
                throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            try (Bench two = another()) {
                Path copy = hub.backUp(folder.resolve("backup"));
                String former = containerOfSomebodyWhoGotNoAnswer(two);
                hub.putBack(copy);
                String code = one.all("ingredients").getFirst().text("code");
                String session = one.station.prepareFrom(Map.of(code, lot.id()), former);
                one.sync();
                one.sync();
                assertEquals(OperationStatus.BLOCKED, one.station.operation(session).status());

                two.wire.repair();
                theOtherBringsItAgain(two);

                assertNotEquals(former, one.all("containers").getFirst().id());
                assertEquals(List.of(), one.open());
                assertTrue(one.station.receipt(session).isPresent());
            }
        }

        private String containerOfSomebodyWhoGotNoAnswer(Bench two) throws Exception {
            assertTrue(one.sync().success());
            assertTrue(two.sync().success());
            two.create("containers", Json.object().put("code", "C-2").put("status", "in_use"));
            two.wire.set(new FaultyWire.Fault.CutAnswerAfter(40));
            for (int round = 0; round < 3 && one.all("containers").isEmpty(); round++) {
                assertFalse(two.sync().success());
                assertTrue(one.sync().success());
            }
            return one.all("containers").getFirst().id();
        }

        @Test
        void what_came_again_before_this_station_heard_of_the_restore_is_known_too()
                throws Exception {
            try (Bench two = another()) {
                Path copy = hub.backUp(folder.resolve("backup"));
                String former = lotOfSomebodyWhoGotNoAnswer(two);
                one.update("lots", former, Json.object().put("status", "quarantine"));
                noteOn(former, "smells");
                hub.putBack(copy);
                two.wire.repair();
                two.sync();
                assertTrue(two.sync().success());

                one.sync();
                assertTrue(one.sync().success());

                assertEquals(List.of(), one.open());
                assertTrue(two.sync().success());
                assertEquals("quarantine", two.all("lots").getFirst().text("status"));
                assertEquals(
                        two.all("lots").getFirst().id(),
                        two.all("notes").getFirst().text("entityId"));
            }
        }

        @Test
        @Tag("SYN-7")
        void what_comes_again_and_says_something_else_by_then_is_a_conflict() throws Exception {
            try (Bench two = another()) {
                Path copy = hub.backUp(folder.resolve("backup"));
                String former = lotOfSomebodyWhoGotNoAnswer(two);
                hub.putBack(copy);
                one.update("lots", former, Json.object().put("status", "quarantine"));
                two.wire.repair();
                two.sync();
                assertTrue(two.sync().success());
                String number = two.all("lots").getFirst().id();
                two.update("lots", number, Json.object().put("status", "blocked"));
                assertTrue(two.sync().success());
                assertNotEquals(former, number);

                one.sync();
                one.sync();

                assertEquals(1, one.conflicts().size());
                assertEquals("blocked", two.get("lots", number).text("status"));
            }
        }

        @Test
        @Tag("SYN-12")
        void what_two_benches_said_alike_is_said_by_the_second_when_the_first_is_gone()
                throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String id = one.get("lots", lot.id()).id();
            try (Bench two = another()) {
                assertTrue(two.sync().success());
                Path copy = hub.backUp(folder.resolve("backup"));
                for (Bench each : List.of(two, one)) {
                    each.update("lots", id, Json.object().put("status", "blocked"));
                }
                assertTrue(two.sync().success());
                assertTrue(one.sync().success());
                hub.putBack(copy);

                one.sync();
                assertTrue(one.sync().success());
                assertEquals("blocked", one.get("lots", id).text("status"));
                assertEquals(SyncMark.SYNCED, one.get("lots", id).metadata().mark());
            }
        }

        @Test
        @Tag("SYN-7")
        void an_edit_that_was_just_sent_belongs_to_the_conflict_of_the_one_before_it()
                throws Exception {
            hub.addSupervisor("sue");
            User supervisor = new User("sue", "sue", Set.of(Role.SUPERVISOR), true);
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String id = one.get("lots", lot.id()).id();
            try (Bench two = another()) {
                assertTrue(two.sync().success());
                Path copy = hub.backUp(folder.resolve("backup"));
                one.update("lots", id, Json.object().put("openedOn", "2026-11-10"));
                assertTrue(one.sync().success());
                one.update("lots", id, Json.object().put("openedOn", "2026-11-20"));
                powerCutWhileSending();
                hub.putBack(copy);
                two.sync();
                assertTrue(two.sync().success());
                two.update("lots", id, Json.object().put("openedOn", "2026-11-15"));
                assertTrue(two.sync().success());

                one.sync();
                one.sync();
                assertEquals(
                        List.of(OperationStatus.CONFLICT, OperationStatus.CONFLICT),
                        one.open().stream().map(OutboxOperation::status).toList());

                assertInstanceOf(
                        ConflictDesk.Decided.Done.class,
                        one.decide(
                                supervisor,
                                one.conflicts().getFirst().id(),
                                Resolution.CLIENT_WINS));
                assertTrue(two.sync().success());
                assertEquals("2026-11-20", two.get("lots", id).text("openedOn"));
            }
        }

        /// What waits counts as sent, and nobody ever hears of an answer.
        private void powerCutWhileSending() throws StoreException {
            PushQueue queue = new PushQueue(one.station.enrolment.lab(), EntityTypes.STANDARD);
            PushQueue.Wanted all =
                    new PushQueue.Wanted(
                            true,
                            clock.instant(),
                            clock.instant(),
                            Set.of(),
                            SyncRules.DEFAULT.batch());
            assertEquals(
                    1, one.station.database.write(handle -> queue.take(handle, all)).ids().size());
        }

        @Test
        void a_session_with_an_own_lot_goes_up_again_behind_it() throws Exception {
            assertTrue(one.sync().success());
            Path copy = hub.backUp(folder.resolve("backup"));
            String session = weighedFrom(one.create("lots", one.lot("L1")).id());
            assertTrue(one.sync().success());
            hub.putBack(copy);

            one.sync();
            assertTrue(one.sync().success());
            assertEquals(List.of(), one.open());
            assertTrue(one.station.receipt(session).isPresent());
        }

        @Test
        void what_is_said_of_it_later_waits_too_and_is_let_go_by_nothing_else() throws Exception {
            assertTrue(one.sync().success());
            try (Bench two = another()) {
                Path copy = hub.backUp(folder.resolve("backup"));
                StoredEntity theirs = two.create("lots", two.lot("L2"));
                assertTrue(two.sync().success());
                assertTrue(one.sync().success());
                String lot = two.get("lots", theirs.id()).id();
                StoredEntity own =
                        one.create(
                                "containers",
                                Json.object().put("code", "C1").put("status", "in_use"));
                assertTrue(one.sync().success());
                String container = one.get("containers", own.id()).id();
                one.update("containers", container, Json.object().put("lotId", lot));
                assertTrue(one.sync().success());
                hub.putBack(copy);

                one.update("lots", lot, Json.object().put("openedOn", "2026-11-02"));
                one.sync();
                one.sync();
                one.create(
                        "notes",
                        Json.object()
                                .put("entityType", "lots")
                                .put("entityId", lot)
                                .put("text", "smells"));
                one.create(
                        "containers",
                        Json.object().put("code", "C2").put("lotId", lot).put("status", "in_use"));
                one.sync();
                assertEquals(
                        List.of(
                                OperationStatus.BLOCKED,
                                OperationStatus.BLOCKED,
                                OperationStatus.BLOCKED,
                                OperationStatus.BLOCKED),
                        one.open().stream().map(OutboxOperation::status).toList());

                theOtherBringsItAgain(two);
                assertEquals(List.of(), one.open());
                two.sync();
                assertEquals(
                        List.of(lot, lot),
                        two.all("containers").stream().map(each -> each.text("lotId")).toList());
            }
        }

        @Test
        void what_it_had_done_and_now_contradicts_is_one_conflict_with_all_of_it()
                throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            assertTrue(one.sync().success());
            String id = one.get("lots", lot.id()).id();
            Path copy = hub.backUp(folder.resolve("backup"));
            for (String status : List.of("blocked", "quarantine")) {
                one.update("lots", id, Json.object().put("status", status));
                assertTrue(one.sync().success());
            }
            hub.putBack(copy);
            hub.addSupervisor("sup-1");
            try (Bench two = another()) {
                two.update("lots", id, Json.object().put("status", "empty"));
                assertTrue(two.sync().success());
                one.sync();
                one.sync();
                assertEquals("quarantine", one.get("lots", id).text("status"));

                User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
                one.decide(supervisor, one.conflicts().getFirst().id(), Resolution.CLIENT_WINS);
                assertEquals(List.of(), one.open());
                two.sync();
                assertEquals("quarantine", two.get("lots", id).text("status"));
            }
        }
    }

    @Nested
    @Tag("SYN-8")
    class When_two_benches_edit_the_same {

        String id;
        Bench two;

        @BeforeEach
        void both() throws Exception {
            StoredEntity lot = one.create("lots", one.lot("L1"));
            one.sync();
            id = one.get("lots", lot.id()).id();
            two = another();
            hub.addSupervisor("sup-1");
        }

        @AfterEach
        void closeSecond() throws Exception {
            two.close();
        }

        void diverge() throws Exception {
            one.update("lots", id, Json.object().put("status", "quarantine"));
            two.update("lots", id, Json.object().put("status", "blocked"));
            assertTrue(one.sync().success());
            SyncResult met = two.sync();
            assertEquals(1, met.conflicts(), met.toString());
        }

        @Test
        void other_fields_are_merged_by_themselves() throws Exception {
            one.update("lots", id, Json.object().put("status", "quarantine"));
            two.update("lots", id, Json.object().put("openedOn", "2026-11-02"));
            one.sync();
            assertTrue(two.sync().success());
            one.sync();

            assertEquals(one.get("lots", id).fields(), two.get("lots", id).fields());
            assertEquals("quarantine", two.get("lots", id).text("status"));
            assertEquals("2026-11-02", one.get("lots", id).text("openedOn"));
            assertEquals(1, two.station.database.read(ConflictStatistics::of).merged());
        }

        @Test
        void of_a_note_the_edit_holds_that_was_made_last_also_if_it_was_begun_first()
                throws Exception {
            String note =
                    one.create(
                                    "notes",
                                    Json.object()
                                            .put("entityType", "lots")
                                            .put("entityId", id)
                                            .put("text", "smells"))
                            .id();
            assertTrue(one.sync().success());
            assertTrue(two.sync().success());
            String known = one.get("notes", note).id();

            one.update("notes", known, Json.object().put("text", "ten"));
            Instant begun = one.open().getFirst().createdAt();
            passed = Duration.ofHours(1);
            two.update("notes", known, Json.object().put("text", "eleven"));
            assertTrue(two.sync().success());
            passed = Duration.ofHours(2);
            one.update("notes", known, Json.object().put("text", "twelve"));
            assertEquals(
                    List.of(begun), one.open().stream().map(OutboxOperation::createdAt).toList());

            assertTrue(one.sync().success());
            assertTrue(two.sync().success());
            assertEquals("twelve", one.get("notes", known).text("text"));
            assertEquals("twelve", two.get("notes", known).text("text"));
        }

        @Test
        @Tag("SYN-7")
        void the_same_field_is_a_conflict_with_both_sides_kept() throws Exception {
            diverge();

            Conflicts.StoredConflict conflict = two.conflicts().getFirst();
            assertEquals("version", conflict.conflictType());
            assertEquals(List.of("status"), conflict.affectedFields());
            assertEquals("blocked", conflict.localData().path("status").asText());
            assertEquals("quarantine", conflict.serverData().path("status").asText());
            assertEquals("blocked", two.get("lots", id).text("status"));
            assertEquals(SyncMark.CONFLICT, two.get("lots", id).metadata().mark());
        }

        @Test
        void resolution_reaches_both_sides() throws Exception {
            diverge();
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);

            ConflictDesk.Decided decided =
                    two.decide(supervisor, two.conflicts().getFirst().id(), Resolution.CLIENT_WINS);

            assertEquals(new ConflictDesk.Decided.Done(), decided);
            one.sync();
            two.sync();
            assertEquals("blocked", one.get("lots", id).text("status"));
            assertEquals(one.get("lots", id).fields(), two.get("lots", id).fields());
            assertEquals(List.of(), two.conflicts());
            assertEquals(SyncMark.SYNCED, two.get("lots", id).metadata().mark());
        }

        @Test
        @Tag("SYN-7")
        void what_was_decided_is_counted_by_type_by_strategy_and_by_detection() throws Exception {
            diverge();
            ConflictStatistics open = two.station.database.read(ConflictStatistics::of);
            assertEquals(1, open.open());
            assertNotNull(open.oldest());
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
            String conflict = two.conflicts().getFirst().id();
            two.decide(supervisor, conflict, Resolution.SERVER_WINS);

            assertEquals(
                    new ConflictStatistics(
                            0,
                            null,
                            Map.of("lots", 1),
                            Map.of("version", 1),
                            Map.of("server-wins", 1),
                            0),
                    two.station.database.read(ConflictStatistics::of));
            two.station.database.write(handle ->
                    new Resolutions(two.store).undo(handle, supervisor, conflict, clock.instant()));
            assertEquals(
                    Map.of("undone", 1),
                    two.station.database.read(ConflictStatistics::of).byStrategy());
        }

        @Test
        @Tag("SYN-8")
        void the_later_one_holds_with_what_was_edited_since() throws Exception {
            diverge();
            two.update("lots", id, Json.object().put("openedOn", "2026-11-02"));
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
            ConflictRoom room =
                    new ConflictRoom(two.station.database, two.store, two.station.client(), clock);
            OpenConflict shown = two.station.database.read(room::open).open().getFirst();

            assertEquals(
                    new ChoiceAnswer(1, ""),
                    room.choose(
                            supervisor,
                            List.of(
                                    new OpenConflict.Choice(
                                            shown,
                                            Resolution.LAST_WRITE_WINS,
                                            shown.later(),
                                            Map.of()))));
            one.sync();
            assertEquals(OpenConflict.Side.HERE, shown.later());
            assertEquals("blocked", one.get("lots", id).text("status"));
            assertEquals("2026-11-02", one.get("lots", id).text("openedOn"));
        }

        @Test
        void a_resolution_can_be_undone() throws Exception {
            diverge();
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
            String conflict = two.conflicts().getFirst().id();
            two.decide(supervisor, conflict, Resolution.SERVER_WINS);
            assertEquals("quarantine", two.get("lots", id).text("status"));

            written(
                    two.station.database.write(handle ->
                            new Resolutions(two.store)
                                    .undo(handle, supervisor, conflict, clock.instant())));
            assertTrue(two.sync().success());
            one.sync();

            assertEquals("blocked", one.get("lots", id).text("status"));
        }

        @Test
        @Tag("SYN-9")
        void what_the_screen_shows_is_chosen_field_by_field_and_undone() throws Exception {
            one.update(
                    "lots",
                    id,
                    Json.object().put("status", "quarantine").put("expiresOn", "2027-01-31"));
            two.update(
                    "lots",
                    id,
                    Json.object().put("status", "blocked").put("openedOn", "2026-11-02"));
            one.sync();
            two.sync();
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
            ConflictRoom room =
                    new ConflictRoom(two.station.database, two.store, two.station.client(), clock);
            OpenConflict shown = two.station.database.read(room::open).open().getFirst();
            Map<String, OpenConflict.Side> chosen = new HashMap<>();
            shown.fields()
                    .forEach(field ->
                            chosen.put(
                                    field.name(),
                                    field.contested()
                                            ? OpenConflict.Side.HERE
                                            : OpenConflict.Side.valueOf(field.suggested())));

            assertEquals("L1", shown.name());
            assertEquals(
                    new ChoiceAnswer(1, ""),
                    room.choose(
                            supervisor,
                            List.of(
                                    new OpenConflict.Choice(
                                            shown, OpenConflict.Side.HERE, chosen))));
            one.sync();
            assertEquals("blocked", one.get("lots", id).text("status"));
            assertEquals("2027-01-31", one.get("lots", id).text("expiresOn"));
            assertEquals("2026-11-02", one.get("lots", id).text("openedOn"));

            OpenConflicts after = two.station.database.read(room::open);
            assertEquals(List.of(), after.open());
            assertEquals(shown.id(), after.lastDecided());
            assertEquals(new ChoiceAnswer(1, ""), room.undo(supervisor, shown.id()));
            assertTrue(two.sync().success());
            one.sync();
            assertEquals("2027-03-31", one.get("lots", id).text("expiresOn"));
        }

        @Test
        @Tag("SYN-8")
        void nothing_is_decided_with_a_hub_that_was_put_back_before_it_was_heard_of()
                throws Exception {
            diverge();
            User supervisor = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);
            String conflict = two.conflicts().getFirst().id();
            hub.putBack(hub.backUp(folder.resolve("backup")));

            ConflictDesk.Decided early = two.decide(supervisor, conflict, Resolution.CLIENT_WINS);
            assertTrue(
                    early instanceof ConflictDesk.Decided.NotDone(var message)
                            && message.contains("put back"),
                    early.toString());
            assertEquals(1, two.conflicts().size());

            two.sync();
            assertEquals(
                    new ConflictDesk.Decided.Done(),
                    two.decide(supervisor, conflict, Resolution.CLIENT_WINS));
        }

        @Test
        void an_operator_does_not_decide() throws Exception {
            diverge();

            assertInstanceOf(
                    ConflictDesk.Decided.NotDone.class,
                    two.decide(
                            new User("olaf", "Olaf", Set.of(Role.OPERATOR), true),
                            two.conflicts().getFirst().id(),
                            Resolution.SERVER_WINS));
        }
    }
}
