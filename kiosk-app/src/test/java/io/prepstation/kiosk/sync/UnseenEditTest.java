package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer of the hub may tell a version that says more than anybody at the bench has seen: another edit was merged in, and
/// the page with it has not come. What is changed then meets that edit all the same.
@Tag("SYN-7")
@Tag("SYN-8")
class UnseenEditTest {

    private static final User BEN = new User("ben", "Ben", Set.of(Role.SUPERVISOR), true);
    private static final ObjectNode RELEASED = Json.object().put("status", "released");
    private static final ObjectNode BLOCKED = Json.object().put("status", "blocked");

    @TempDir Path folder;
    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private Bench here;
    private Bench elsewhere;
    private String lot;

    @BeforeEach
    void two_benches_with_one_lot() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        hub.addSupervisor(BEN.id());
        here = new Bench(folder.resolve("here"), hub, clock, 1);
        elsewhere = new Bench(folder.resolve("elsewhere"), hub, clock, 2);
        here.sync();
        String made = here.create("lots", here.lot("L1")).id();
        here.sync();
        elsewhere.sync();
        lot = here.get("lots", made).id();
    }

    @AfterEach
    void close() throws Exception {
        here.close();
        elsewhere.close();
        hub.close();
    }

    private void expires(Bench bench, User author, String day) throws StoreException {
        Edit edit =
                bench.station.database.write(handle ->
                        bench.store.update(
                                handle, author, "lots", lot, Json.object().put("expiresOn", day)));
        assertTrue(edit instanceof Edit.Written, () -> edit.toString());
    }

    private void changedElsewhere() throws Exception {
        expires(elsewhere, PushPullTest.ANNA, "2026-12-31");
        assertTrue(elsewhere.sync().success());
    }

    private void isInConflict(String field) throws Exception {
        List<StoredConflict> conflicts = here.conflicts();
        assertEquals(1, conflicts.size());
        assertEquals(List.of(field), conflicts.getFirst().affectedFields());
        elsewhere.sync();
        assertEquals("2026-12-31", elsewhere.get("lots", lot).text("expiresOn"));
    }

    /// Sends, and gets the answer, but no page.
    private void brought() throws Exception {
        here.wire.set(new FaultyWire.Fault.BadGateway("GET /api/sync/pull"));
        SyncResult sent = here.sync();
        // A connection that the wire cut when it was set may have lost the request.
        if (sent.synced() == 0) {
            sent = here.sync();
        }
        assertEquals(1, sent.synced(), sent.toString());
        here.wire.repair();
    }

    @Test
    void an_edit_behind_a_merged_one_meets_what_nobody_here_saw() throws Exception {
        changedElsewhere();
        here.update("lots", lot, BLOCKED);
        expires(here, BEN, "2028-06-30");

        here.sync();

        isInConflict("expiresOn");
        assertEquals("blocked", elsewhere.get("lots", lot).text("status"));
    }

    @Test
    void an_edit_before_the_page_came_meets_what_is_in_it() throws Exception {
        changedElsewhere();
        here.update("lots", lot, BLOCKED);
        brought();

        expires(here, PushPullTest.ANNA, "2028-06-30");
        here.sync();

        isInConflict("expiresOn");
    }

    @Test
    void an_edit_that_said_nothing_new_does_not_hide_what_came_before_it() throws Exception {
        elsewhere.update("lots", lot, BLOCKED);
        changedElsewhere();
        here.update("lots", lot, BLOCKED);
        brought();

        expires(here, PushPullTest.ANNA, "2028-06-30");
        here.sync();

        isInConflict("expiresOn");
    }

    @Test
    void a_deletion_before_the_page_came_meets_what_is_in_it() throws Exception {
        changedElsewhere();
        here.update("lots", lot, BLOCKED);
        brought();

        here.delete("lots", lot);
        here.sync();

        assertEquals(1, here.conflicts().size());
        elsewhere.sync();
        assertEquals("2026-12-31", elsewhere.get("lots", lot).text("expiresOn"));
    }

    @Test
    void own_edits_behind_each_other_meet_nobody() throws Exception {
        here.update("lots", lot, BLOCKED);
        expires(here, BEN, "2028-06-30");
        here.update("lots", lot, RELEASED);
        expires(here, BEN, "2028-07-31");
        assertEquals(4, here.sync().synced());

        assertEquals(List.of(), here.conflicts());
        elsewhere.sync();
        assertEquals("released", elsewhere.get("lots", lot).text("status"));
        assertEquals("2028-07-31", elsewhere.get("lots", lot).text("expiresOn"));
    }

    @Test
    void a_deletion_of_what_was_edited_and_never_sent_meets_nobody() throws Exception {
        here.update("lots", lot, BLOCKED);
        expires(here, BEN, "2028-06-30");

        here.delete("lots", lot);
        here.sync();
        elsewhere.sync();

        assertEquals(List.of(), here.conflicts());
        assertTrue(elsewhere.all("lots").stream().noneMatch(one -> one.id().equals(lot)));
    }

    /// Nobody the hub knows changes the lot, and the hub refuses it.
    private void refused() throws Exception {
        here.station.database.change(
                handle -> here.store.update(handle, PushPullTest.STRANGER, "lots", lot, BLOCKED));
        assertFalse(here.sync().success());
    }

    @Test
    void the_correction_of_a_refused_edit_leaves_what_came_meanwhile() throws Exception {
        refused();
        changedElsewhere();
        here.sync();

        here.update("lots", lot, Json.object().put("status", "quarantine"));
        here.sync();

        assertEquals(List.of(), here.conflicts());
        elsewhere.sync();
        assertEquals("quarantine", elsewhere.get("lots", lot).text("status"));
        assertEquals("2026-12-31", elsewhere.get("lots", lot).text("expiresOn"));
    }

    @Test
    void a_deletion_of_what_was_edited_and_refused_meets_nobody() throws Exception {
        refused();

        here.delete("lots", lot);
        here.sync();
        elsewhere.sync();

        assertEquals(List.of(), here.conflicts());
        assertTrue(elsewhere.all("lots").stream().noneMatch(one -> one.id().equals(lot)));
    }

    @Test
    void the_correction_of_a_refused_thing_is_not_held_up_by_what_was_sent_behind_it()
            throws Exception {
        Path before = hub.backUp(folder.resolve("copies"));
        String made = here.create(BEN, "lots", here.lot("L2")).id();
        here.sync();
        made = here.get("lots", made).id();
        here.update("lots", made, BLOCKED);
        here.sync();
        hub.putBack(before);
        hub.deactivate(BEN.id());
        here.sync();
        here.sync();
        assertEquals(SyncMark.REJECTED, here.get("lots", made).metadata().mark());

        here.update("lots", made, Json.object().put("openedOn", "2026-11-02"));
        here.sync();

        assertTrue(
                here.open().stream().allMatch(one -> one.status() == OperationStatus.REJECTED),
                here.open().toString());
        elsewhere.sync();
        elsewhere.sync();
        StoredEntity there =
                elsewhere.all("lots").stream()
                        .filter(one -> one.text("lotNumber").equals("L2"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("blocked", there.text("status"));
        assertEquals("2026-11-02", there.text("openedOn"));
    }
}
