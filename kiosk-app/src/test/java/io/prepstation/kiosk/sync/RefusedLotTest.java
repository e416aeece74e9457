package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lot that its author may not release according to the hub, such as one that an operator released before that needed a
/// right of its own, and what was weighed from it meanwhile.
@Tag("SYN-1")
class RefusedLotTest {

    /// An operator at the hub whom this station still takes for more.
    private static final User OLAF =
            new User("olaf", "Olaf", Set.of(Role.OPERATOR, Role.SUPERVISOR), true);

    private static final User SAM = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);

    @TempDir Path folder;
    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private PushPullTest.Bench bench;
    private String lot = "";
    private String session = "";

    @BeforeEach
    void weighFromALotThatTheHubRefuses() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        hub.addOperator(OLAF.id());
        hub.addSupervisor(SAM.id());
        bench = new PushPullTest.Bench(folder.resolve("bench"), hub, clock, 1);
        assertTrue(bench.sync().success());
        lot = bench.create(OLAF, "lots", bench.lot("L1")).id();
        StoredEntity ingredient = bench.all("ingredients").getFirst();
        session = bench.station.prepareFrom(Map.of(ingredient.text("code"), lot));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    private OutboxOperation refused() throws Exception {
        bench.sync();
        OutboxOperation refused =
                bench.open().stream()
                        .filter(one -> one.status() == OperationStatus.REJECTED)
                        .findFirst()
                        .orElseThrow();
        assertEquals("lots", refused.entityType());
        assertTrue(String.valueOf(refused.lastError()).startsWith("NO_RIGHT"), refused.toString());
        return refused;
    }

    @Test
    void holds_up_its_session_which_is_not_refused_for_it() throws Exception {
        refused();
        bench.sync();

        assertEquals(OperationStatus.PENDING, bench.station.operation(session).status());
        assertFalse(bench.station.receipt(session).isPresent());
    }

    @Test
    @Tag("SYN-18")
    void is_a_problem_in_the_header_though_nothing_else_waits() throws Exception {
        String lost = refused().lastError();

        Backlog backlog = backlog();

        assertEquals("lots " + lot + ": " + lost, backlog.trouble());
        EngineState resting =
                EngineState.initial(true)
                        .seeing(new HubSight.Answering())
                        .with(new Backlog(0, null, null, backlog.trouble(), List.of()));
        assertInstanceOf(SyncStatus.Problem.class, SyncStatus.of(resting));
    }

    @Test
    @Tag("SYN-18")
    void is_no_problem_once_it_was_corrected() throws Exception {
        refused();
        Edit corrected =
                bench.station.database.write(handle ->
                        bench.store.update(
                                handle,
                                SAM,
                                "lots",
                                lot,
                                Json.object().put("openedOn", "2026-11-02")));
        assertTrue(corrected instanceof Edit.Written, corrected.toString());

        assertNull(backlog().trouble());
        assertEquals(0, reported());
    }

    @Test
    @Tag("OPS-7")
    void is_reported_to_the_hub_as_stuck_like_what_was_set_aside() throws Exception {
        refused();
        assertEquals(1, reported());
        StoredEntity big = bench.create(SAM, "lots", bench.lot("L3"));
        String waits =
                bench.open().stream()
                        .filter(one -> one.entityId().equals(big.id()))
                        .findFirst()
                        .orElseThrow()
                        .id();

        bench.station.database.change(handle -> PushQueue.setAside(handle, waits, "too big"));

        assertEquals(2, reported());
    }

    private int reported() throws Exception {
        try (StationReports reports =
                new StationReports(
                        HubClient.station(
                                bench.station.network,
                                bench.station.enrolment,
                                SyncedStation.SHORT),
                        bench.station.database,
                        clock,
                        "0.1.0",
                        List::of)) {
            return reports.report().stuck();
        }
    }

    private Backlog backlog() throws Exception {
        return new UploadRecords(
                        bench.station.database,
                        bench.station.sessions,
                        bench.station.setup(),
                        bench.station.enrolment.stationId())
                .backlog();
    }

    @Test
    void says_what_its_session_waits_for() throws Exception {
        refused();

        assertEquals(List.of("waits for lot L1, which the hub does not have"), waiting());
    }

    private List<String> waiting() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        UploadDay day =
                bench.station.database.read(handle -> UploadDay.of(handle, today, ZoneOffset.UTC));
        return day.waiting().stream().map(UploadDay.Waiting::error).toList();
    }

    /// The hub asks for the container of a weighing as it does for its lot.
    @Test
    @Tag("SYN-15")
    void is_a_container_which_holds_up_its_session_until_it_is_corrected() throws Exception {
        StoredEntity good = bench.create(SAM, "lots", bench.lot("L2"));
        StoredEntity bottle =
                bench.create(
                        PushPullTest.STRANGER,
                        "containers",
                        Json.object()
                                .put("code", "C-9")
                                .put("lotId", good.id())
                                .put("status", "in_use"));
        StoredEntity ingredient = bench.all("ingredients").getFirst();
        String other =
                bench.station.prepareFrom(Map.of(ingredient.text("code"), good.id()), bottle.id());
        bench.sync();
        bench.sync();

        assertTrue(
                bench.open().stream()
                        .anyMatch(one ->
                                one.entityType().equals("containers")
                                        && one.status() == OperationStatus.REJECTED));
        assertEquals(OperationStatus.PENDING, bench.station.operation(other).status());
        assertEquals(
                List.of(
                        "waits for lot L1, which the hub does not have",
                        "waits for container C-9, which the hub does not have"),
                waiting());

        Edit corrected =
                bench.station.database.write(handle ->
                        bench.store.update(
                                handle,
                                SAM,
                                "containers",
                                bottle.id(),
                                Json.object().put("tareG", "12.5")));
        assertTrue(corrected instanceof Edit.Written, corrected.toString());
        bench.sync();
        bench.sync();
        assertTrue(bench.station.receipt(other).isPresent());
    }

    @Test
    void goes_up_in_the_name_of_the_supervisor_who_has_it_tried_again() throws Exception {
        String id = refused().id();
        QueueDesk desk = new QueueDesk(bench.store, clock, () -> "again");
        QueueDesk.Order order =
                new QueueDesk.Order(SAM, "I checked it", Authentication.BADGE_AND_PIN);
        assertEquals(
                Optional.empty(),
                bench.station.database.write(handle -> desk.retry(handle, id, order)));

        bench.sync();
        assertTrue(bench.sync().success());
        assertEquals(List.of(), bench.open());
        assertEquals("released", bench.get("lots", lot).text("status"));
        assertTrue(bench.station.receipt(session).isPresent());
    }

    /// The hub knows by its number that it was answered. That is no copy of the station's store.
    @Test
    @Tag("SYN-12")
    void is_tried_again_in_the_same_life_of_the_station() throws Exception {
        String id = refused().id();
        bench.create(SAM, "lots", bench.lot("L2"));
        bench.sync();
        QueueDesk desk = new QueueDesk(bench.store, clock, () -> "again");
        QueueDesk.Order order =
                new QueueDesk.Order(SAM, "I checked it", Authentication.BADGE_AND_PIN);
        bench.station.database.write(handle -> desk.retry(handle, id, order));

        bench.sync();
        assertTrue(bench.sync().success());

        assertEquals(List.of(), bench.open());
        assertEquals(0, hub.audited("station_epoch"));
    }

    @Test
    void is_released_by_a_supervisor_who_corrects_it() throws Exception {
        refused();
        Edit corrected =
                bench.station.database.write(handle ->
                        bench.store.update(
                                handle,
                                SAM,
                                "lots",
                                lot,
                                Json.object().put("openedOn", "2026-11-02")));
        assertTrue(corrected instanceof Edit.Written, corrected.toString());

        bench.sync();
        assertTrue(bench.sync().success());
        assertEquals("released", bench.get("lots", lot).text("status"));
        assertTrue(bench.station.receipt(session).isPresent());
    }
}
