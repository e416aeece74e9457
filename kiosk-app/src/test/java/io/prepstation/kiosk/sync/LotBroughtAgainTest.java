package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Resolution;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub that was put back has lost a lot and the session that was weighed from it.
@Tag("SYN-4")
class LotBroughtAgainTest {

    private static final User SAM = new User("sam", "Sam", Set.of(Role.SUPERVISOR), true);

    private final InstantSource clock = SyncedStation.clockOf2026();

    @TempDir Path folder;
    private TestHub hub;
    private Bench one;
    private Bench two;
    private Path copy;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        hub.addSupervisor(SAM.id());
        one = new Bench(folder.resolve("one"), hub, clock, 1);
        two = new Bench(folder.resolve("two"), hub, clock, 2);
        assertTrue(one.sync().success());
        assertTrue(two.sync().success());
        copy = hub.backUp(folder.resolve("backup"));
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        hub.close();
    }

    private String weighedFrom(StoredEntity lot) throws Exception {
        StoredEntity ingredient = one.get("ingredients", one.ingredient());
        return one.station.prepareFrom(Map.of(ingredient.text("code"), lot.id()));
    }

    private List<String> atHub() throws Exception {
        return hub.sessions(one.station.enrolment.token());
    }

    /// The hub asked for the lot by its temporary id, and the making of it had its number in the queue: the session was refused for
    /// good.
    @Test
    @Tag("SYN-15")
    void the_session_waits_while_another_station_has_brought_the_same_lot_first() throws Exception {
        String session = weighedFrom(one.create("lots", one.lot("L1")));
        one.sync();
        assertTrue(one.sync().success());
        assertEquals(List.of(session), atHub());
        hub.putBack(copy);
        assertTrue(two.sync().success());
        two.create("lots", two.lot("L1").put("expiresOn", "2027-12-31"));
        assertTrue(two.sync().success());

        one.sync();
        one.sync();

        assertEquals(1, one.conflicts().size());
        assertEquals(OperationStatus.PENDING, one.station.operation(session).status());
        assertEquals(SessionStatus.COMPLETED, one.station.status(session));
        assertEquals(List.of(), atHub());

        assertEquals(
                new ConflictDesk.Decided.Done(),
                one.decide(SAM, one.conflicts().getFirst().id(), Resolution.SERVER_WINS));
        one.sync();
        assertTrue(one.sync().success());
        assertEquals(List.of(session), atHub());
    }

    /// The answer to its making was lost; the old copy of the store says the same in other words, under the same id.
    @Test
    @Tag("SYN-5")
    void it_is_made_again_though_it_went_up_as_a_change() throws Exception {
        StoredEntity lot = one.create("lots", one.lot("L1"));
        one.wire.set(new FaultyWire.Fault.CutAnswerAfter(0));
        one.sync();
        one.wire.repair();
        try (RawFile raw = new RawFile(one.station.database.path())) {
            raw.execute(
                    "UPDATE outbox SET frozen = NULL, payload = json_set(payload, '$.expiresOn', '2027-06-30')"
                            + " WHERE kind = 'create'");
        }
        one.sync();
        one.sync();
        assertTrue(one.sync().success());
        assertEquals(OperationKind.UPDATE, one.station.queue().getFirst().kind());
        String session = weighedFrom(lot);
        assertTrue(one.sync().success());
        assertEquals(List.of(session), atHub());

        hub.putBack(copy);
        one.sync();
        one.sync();
        assertTrue(one.sync().success());

        assertEquals(List.of(session), atHub());
        assertEquals(List.of(), one.open());
        assertTrue(two.sync().success());
        StoredEntity there = two.all("lots").getFirst();
        assertEquals("2027-06-30", there.text("expiresOn"));
        assertEquals(one.get("lots", lot.id()).text("remainingG"), there.text("remainingG"));
    }
}
