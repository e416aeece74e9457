package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.ConflictRoom;
import io.prepstation.kiosk.store.Conflicts.Resolved;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.Resolutions;
import io.prepstation.kiosk.store.Shadows;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.sync.ConflictDesk.Decision;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.Resolution;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A conflict stays one that a person can decide, whatever becomes of the hub's side and of the hub's answers.
@Tag("SYN-8")
class DecisionTest {

    private static final User SAM = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);

    @TempDir Path folder;
    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private PushPullTest.Bench one;
    private PushPullTest.Bench two;
    private String lot = "";

    @BeforeEach
    void twoBenches() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        one = new PushPullTest.Bench(folder.resolve("one"), hub, clock, 1);
        two = new PushPullTest.Bench(folder.resolve("two"), hub, clock, 2);
        StoredEntity made = one.create("lots", one.lot("L1"));
        assertTrue(one.sync().success());
        assertTrue(two.sync().success());
        lot = one.get("lots", made.id()).id();
        hub.addSupervisor(SAM.id());
    }

    @AfterEach
    void close() throws Exception {
        two.close();
        one.close();
        hub.close();
    }

    private static ObjectNode status(String word) {
        return Json.object().put("status", word);
    }

    private StoredConflict meet() throws Exception {
        one.update("lots", lot, status("quarantine"));
        two.update("lots", lot, status("blocked"));
        assertTrue(one.sync().success());
        assertEquals(1, two.sync().conflicts());
        return shown();
    }

    private StoredConflict shown() throws StoreException {
        return two.conflicts().getFirst();
    }

    private void changeAgain() throws Exception {
        one.update("lots", lot, status("empty"));
        assertTrue(one.sync().success());
    }

    private ConflictDesk.Decided decide(StoredConflict seen, Resolution how) throws StoreException {
        return two.desk().resolve(SAM, Decision.of(seen, how));
    }

    private static String notDone(ConflictDesk.Decided decided) {
        return assertInstanceOf(ConflictDesk.Decided.NotDone.class, decided).message();
    }

    private void bothSay(String word) throws Exception {
        assertTrue(two.sync().success());
        assertTrue(one.sync().success());
        assertEquals(word, one.get("lots", lot).text("status"));
        assertEquals(one.get("lots", lot).fields(), two.get("lots", lot).fields());
        assertEquals(SyncMark.SYNCED, two.get("lots", lot).metadata().mark());
        assertEquals(List.of(), two.conflicts());
        assertEquals(List.of(), two.open());
    }

    @Test
    void follows_what_the_hub_says_by_now() throws Exception {
        StoredConflict first = meet();
        changeAgain();
        assertTrue(two.sync().success());

        StoredConflict now = shown();
        assertEquals("empty", now.serverData().path("status").asText());
        assertEquals(first.serverVersion() + 1, now.serverVersion());
        assertEquals(List.of("status"), now.affectedFields());
        assertEquals(new ConflictDesk.Decided.Done(), decide(now, Resolution.CLIENT_WINS));
        bothSay("blocked");
    }

    @Test
    void is_not_decided_on_what_is_not_shown_any_more() throws Exception {
        StoredConflict first = meet();
        changeAgain();
        assertTrue(notDone(decide(first, Resolution.CLIENT_WINS)).contains("Sync, then look"));
        assertTrue(two.sync().success());

        assertTrue(notDone(decide(first, Resolution.CLIENT_WINS)).contains("Look again"));
        assertEquals("empty", one.get("lots", lot).text("status"));
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.SERVER_WINS));
        bothSay("empty");
    }

    @Test
    void is_decided_again_when_the_answer_was_lost() throws Exception {
        StoredConflict seen = meet();
        notDone(losingTheAnswer().resolve(SAM, Decision.of(seen, Resolution.CLIENT_WINS)));
        assertEquals(1, two.conflicts().size());

        assertTrue(two.sync().success());
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        bothSay("blocked");
    }

    /// The hub decides, and the station never hears of it.
    private ConflictDesk losingTheAnswer() {
        return new ConflictDesk(
                two.station.database,
                two.store,
                (choice, stood) -> {
                    assertInstanceOf(
                            HubAnswer.Accepted.class, two.station.client().resolve(choice, stood));
                    return new HubAnswer.Failed<>(new HubFailure.Cut("the answer was lost"));
                },
                clock);
    }

    @Test
    void says_how_it_was_decided_before() throws Exception {
        StoredConflict seen = meet();
        Conflicts.Request elsewhere =
                new Conflicts.Request(
                        seen.id(),
                        new Conflicts.Choice(Resolution.SERVER_WINS.word(), null),
                        seen.serverVersion(),
                        SAM.id());
        assertInstanceOf(
                HubAnswer.Accepted.class,
                one.station
                        .client()
                        .resolve(elsewhere, one.station.database.read(FeedPages::cursor)));

        String told = notDone(decide(seen, Resolution.CLIENT_WINS));
        assertTrue(told.contains("sup-1: server-wins"), told);
        Resolved kept =
                two.station
                        .database
                        .read(handle -> io.prepstation.kiosk.store.Conflicts.history(handle, 1))
                        .getFirst();
        assertEquals("server-wins", kept.strategy());
        assertEquals("blocked", kept.lost().path("status").asText());
        bothSay("quarantine");
    }

    @Test
    void goes_up_again_to_a_hub_that_knows_nothing_of_it() throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        String operation = operationOf(meet());
        two.update("lots", lot, Json.object().put("openedOn", "2026-11-02"));
        hub.putBack(before);
        two.sync();

        String told = notDone(decide(shown(), Resolution.SERVER_WINS));
        assertTrue(told.contains("goes up again"), told);
        assertEquals(List.of(), two.conflicts());
        assertTrue(two.open().stream().noneMatch(again -> again.id().equals(operation)));
        assertTrue(two.sync().success());
        assertEquals("blocked", two.get("lots", lot).text("status"));
        assertEquals("2026-11-02", two.get("lots", lot).text("openedOn"));

        // The first bench brings its own change again; now that is the one that meets the other's.
        one.sync();
        one.sync();
        StoredConflict theirs = one.conflicts().getFirst();
        assertEquals(
                new ConflictDesk.Decided.Done(),
                one.desk().resolve(SAM, Decision.of(theirs, Resolution.SERVER_WINS)));
        bothSay("blocked");
        assertEquals("2026-11-02", one.get("lots", lot).text("openedOn"));
    }

    /// An earlier change of the same lot goes up again; what was given up behind it does not.
    @ParameterizedTest
    @EnumSource(names = {"SERVER_WINS", "LAST_WRITE_WINS"})
    void against_a_change_holds_when_the_hub_loses_it(Resolution how) throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        two.update("lots", lot, Json.object().put("openedOn", "2026-11-02"));
        assertTrue(two.sync().success());
        assertTrue(one.sync().success());
        two.update("lots", lot, status("blocked"));
        one.update("lots", lot, status("quarantine"));
        assertTrue(one.sync().success());
        assertEquals(1, two.sync().conflicts());
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), how));
        assertEquals("quarantine", two.get("lots", lot).text("status"));

        hub.putBack(before);
        two.sync();
        assertTrue(two.sync().success());

        assertEquals("released", two.get("lots", lot).text("status"));
        assertEquals("2026-11-02", two.get("lots", lot).text("openedOn"));
        one.sync();
        bothSay("quarantine");
    }

    @Test
    void follows_a_hub_that_was_put_back_to_an_older_version() throws Exception {
        meet();
        Path before = hub.backUp(folder.resolve("backup"));
        changeAgain();
        assertTrue(two.sync().success());
        assertEquals("empty", shown().serverData().path("status").asText());
        hub.putBack(before);
        two.sync();
        assertTrue(two.sync().success());

        assertEquals("quarantine", shown().serverData().path("status").asText());
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        assertEquals("blocked", two.get("lots", lot).text("status"));
    }

    @Test
    void is_still_decided_about_what_was_deleted_meanwhile() throws Exception {
        meet();
        two.delete("lots", lot);
        changeAgain();
        assertTrue(two.sync().success());

        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.SERVER_WINS));
        bothSay("empty");
        one.update("lots", lot, status("released"));
        assertTrue(one.sync().success());
        bothSay("released");
    }

    @Test
    void lets_the_deletion_go_up_when_the_side_wins_that_deleted() throws Exception {
        meet();
        two.delete("lots", lot);
        assertTrue(two.sync().success());
        assertFalse(one.get("lots", lot).metadata().deleted());

        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        isGoneAtBoth();
    }

    @Test
    void is_gone_when_a_hub_that_knows_nothing_of_it_hears_of_it_again() throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        meet();
        two.delete("lots", lot);
        hub.putBack(before);
        two.sync();

        String told = notDone(decide(shown(), Resolution.SERVER_WINS));
        assertTrue(told.contains("goes up again"), told);
        assertTrue(two.sync().success());
        assertEquals(List.of(), two.open());
        assertTrue(two.get("lots", lot).metadata().deleted());
    }

    private void isGoneAtBoth() throws Exception {
        assertTrue(two.sync().success());
        assertTrue(one.sync().success());
        assertTrue(one.get("lots", lot).metadata().deleted());
        assertTrue(two.get("lots", lot).metadata().deleted());
        assertEquals(List.of(), two.open());
    }

    /// Both benches know a day the lot was opened on; one moves it and the status, the other takes it away and says another
    /// status.
    private void meetOverAnEmptiedDay() throws Exception {
        two.update("lots", lot, opened("2026-11-01"));
        assertTrue(two.sync().success());
        assertTrue(one.sync().success());
        one.update("lots", lot, status("quarantine").put("openedOn", "2026-11-05"));
        two.update("lots", lot, status("blocked").putNull("openedOn"));
        assertTrue(one.sync().success());
        assertEquals(1, two.sync().conflicts());
    }

    private static ObjectNode opened(String day) {
        return Json.object().put("openedOn", day);
    }

    private ChoiceAnswer choose(Map<String, Side> fields) throws StoreException {
        ConflictRoom room =
                new ConflictRoom(two.station.database, two.store, two.station.client(), clock);
        OpenConflict open = two.station.database.read(room::open).open().getFirst();
        return room.choose(SAM, List.of(new OpenConflict.Choice(open, Side.HERE, fields)));
    }

    private String openedAtBoth() throws StoreException {
        assertEquals(one.get("lots", lot).fields(), two.get("lots", lot).fields());
        return one.get("lots", lot).fields().path("openedOn").asText("");
    }

    @Test
    void a_side_without_a_value_empties_the_field() throws Exception {
        meetOverAnEmptiedDay();

        assertEquals(
                new ChoiceAnswer(1, ""), choose(Map.of("status", Side.HUB, "openedOn", Side.HERE)));

        bothSay("quarantine");
        assertEquals("", openedAtBoth());
    }

    @Test
    void what_was_emptied_since_is_part_of_this_side() throws Exception {
        two.update("lots", lot, opened("2026-11-01"));
        assertTrue(two.sync().success());
        assertTrue(one.sync().success());
        meet();
        two.update("lots", lot, Json.object().putNull("openedOn"));

        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));

        bothSay("blocked");
        assertEquals("", openedAtBoth());
    }

    @Test
    void each_field_is_as_it_is_here_where_this_side_is_chosen_for_all() throws Exception {
        one.update("lots", lot, status("quarantine").put("openedOn", "2026-11-05"));
        two.update("lots", lot, status("blocked"));
        assertTrue(one.sync().success());
        assertEquals(1, two.sync().conflicts());

        assertEquals(
                new ChoiceAnswer(1, ""),
                choose(Map.of("status", Side.HERE, "openedOn", Side.HERE)));

        bothSay("blocked");
        assertEquals("", openedAtBoth());
    }

    @Test
    void a_thing_made_twice_is_as_it_was_made_here() throws Exception {
        one.create("lots", one.lot("L2").put("openedOn", "2026-11-05"));
        StoredEntity here = two.create("lots", two.lot("L2").put("expiresOn", "2027-04-30"));
        assertTrue(one.sync().success());
        assertEquals(1, two.sync().conflicts());

        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));

        lot = two.get("lots", here.id()).id();
        bothSay("released");
        assertEquals("2027-04-30", one.get("lots", lot).text("expiresOn"));
        assertEquals("", openedAtBoth());
    }

    @Test
    void the_answer_may_be_lost_to_a_choice_that_empties_a_field() throws Exception {
        meetOverAnEmptiedDay();
        two.update("lots", lot, Json.object().put("expiresOn", "2027-02-28"));
        notDone(losingTheAnswer().resolve(SAM, Decision.of(shown(), Resolution.CLIENT_WINS)));

        assertTrue(two.sync().success());
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        bothSay("blocked");
        assertEquals("", openedAtBoth());
    }

    @Test
    void goes_up_again_to_a_hub_that_lost_conflict_and_decision() throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        meet();
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        assertTrue(two.sync().success());
        hub.putBack(before);
        two.sync();
        assertTrue(two.sync().success());

        assertEquals("blocked", two.get("lots", lot).text("status"));
        one.sync();
        one.sync();
        StoredConflict theirs = one.conflicts().getFirst();
        assertEquals("blocked", theirs.serverData().path("status").asText());
    }

    @Test
    void is_open_again_when_the_hub_lost_the_decision_alone() throws Exception {
        StoredConflict met = meet();
        Path between = hub.backUp(folder.resolve("backup"));
        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.CLIENT_WINS));
        assertTrue(two.sync().success());
        hub.putBack(between);
        two.sync();
        two.sync();

        assertEquals(met.id(), shown().id());
        assertEquals("blocked", two.get("lots", lot).text("status"));
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        bothSay("blocked");
    }

    @Test
    void is_open_again_under_the_id_it_has_at_a_hub_that_was_put_back() throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        StoredConflict met = meet();
        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.CLIENT_WINS));
        assertTrue(two.sync().success());
        hub.putBack(before);
        one.sync();
        assertTrue(one.sync().success());
        two.sync();
        two.sync();

        assertNotEquals(met.id(), shown().id());
        assertEquals(met.operationId(), shown().operationId());
        assertEquals(
                List.of(shown().id()),
                two
                        .station
                        .database
                        .read(handle -> io.prepstation.kiosk.store.Conflicts.history(handle, 9))
                        .stream()
                        .map(Resolved::conflictId)
                        .toList());
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        bothSay("blocked");
    }

    @Test
    void goes_up_again_although_it_was_decided_once() throws Exception {
        Path before = hub.backUp(folder.resolve("before"));
        StoredConflict met = meet();
        Path between = hub.backUp(folder.resolve("between"));
        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.CLIENT_WINS));
        hub.putBack(between);
        two.sync();
        two.sync();
        hub.putBack(before);
        two.sync();

        assertTrue(notDone(decide(shown(), Resolution.CLIENT_WINS)).contains("goes up again"));

        assertEquals(List.of(), two.conflicts());
        // It was made on a version that the hub has not got any more.
        two.sync();
        assertEquals(new ConflictDesk.Decided.Done(), decide(shown(), Resolution.CLIENT_WINS));
        assertTrue(two.sync().success());
        assertEquals("blocked", two.get("lots", lot).text("status"));
        assertEquals(SyncMark.SYNCED, two.get("lots", lot).metadata().mark());
    }

    /// The hub forgot a change that it had done, and the conflict of the one after it; the first meets somebody else's then.
    @Test
    void one_decision_is_for_all_that_stopped_of_the_same_thing() throws Exception {
        Path before = hub.backUp(folder.resolve("backup"));
        two.update("lots", lot, opened("2026-11-02"));
        assertTrue(two.sync().success());
        meet();
        hub.putBack(before);
        one.sync();
        assertTrue(one.sync().success());
        one.update("lots", lot, opened("2026-11-05"));
        assertTrue(one.sync().success());
        two.sync();
        two.sync();
        StoredConflict met =
                two.conflicts().stream()
                        .filter(each -> each.affectedFields().contains("openedOn"))
                        .findFirst()
                        .orElseThrow();

        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.CLIENT_WINS));

        bothSay("blocked");
        assertEquals("2026-11-02", openedAtBoth());
    }

    private Edit undo(String conflict) throws StoreException {
        return two.station.database.write(
                handle -> new Resolutions(two.store).undo(handle, SAM, conflict, clock.instant()));
    }

    @Test
    void undoing_leaves_what_others_changed_since() throws Exception {
        StoredConflict met = meet();
        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.SERVER_WINS));
        one.update("lots", lot, Json.object().put("expiresOn", "2027-01-31"));
        assertTrue(one.sync().success());
        assertTrue(two.sync().success());

        assertInstanceOf(Edit.Written.class, undo(met.id()));

        bothSay("blocked");
        assertEquals("2027-01-31", one.get("lots", lot).text("expiresOn"));
    }

    @Test
    void is_not_undone_where_others_changed_the_same_since() throws Exception {
        StoredConflict met = meet();
        assertEquals(new ConflictDesk.Decided.Done(), decide(met, Resolution.SERVER_WINS));
        changeAgain();
        assertTrue(two.sync().success());

        Edit.Refused refused = assertInstanceOf(Edit.Refused.class, undo(met.id()));

        assertTrue(refused.message().contains("since"), refused.message());
        bothSay("empty");
    }

    /// While the hub decides, somebody does something at the bench.
    private ConflictDesk meanwhile(Callable<?> deed) {
        return new ConflictDesk(
                two.station.database,
                two.store,
                (choice, stood) -> {
                    var answer = two.station.client().resolve(choice, stood);
                    assertDoesNotThrow(deed::call);
                    return answer;
                },
                clock);
    }

    @Test
    void what_is_edited_while_the_hub_decides_goes_up_after_it() throws Exception {
        ConflictDesk desk =
                meanwhile(() ->
                        two.update(
                                "lots", lot, opened("2026-11-20").put("expiresOn", "2027-02-28")));

        assertEquals(
                new ConflictDesk.Decided.Done(),
                desk.resolve(SAM, Decision.of(meet(), Resolution.SERVER_WINS)));

        assertEquals("2026-11-20", two.get("lots", lot).text("openedOn"));
        bothSay("quarantine");
        assertEquals("2027-02-28", one.get("lots", lot).text("expiresOn"));
        assertEquals("2026-11-20", openedAtBoth());
    }

    @Test
    void what_is_deleted_while_the_hub_decides_is_deleted_after_it() throws Exception {
        ConflictDesk desk = meanwhile(() -> two.delete("lots", lot));

        assertEquals(
                new ConflictDesk.Decided.Done(),
                desk.resolve(SAM, Decision.of(meet(), Resolution.SERVER_WINS)));

        isGoneAtBoth();
    }

    @Test
    void is_decided_although_this_station_cannot_show_what_a_later_hub_says() throws Exception {
        ConflictDesk desk =
                new ConflictDesk(
                        two.station.database,
                        two.store,
                        (choice, stood) -> ofALaterHub(two.station.client().resolve(choice, stood)),
                        clock);

        assertEquals(
                new ConflictDesk.Decided.Done(),
                desk.resolve(SAM, Decision.of(meet(), Resolution.CLIENT_WINS)));

        assertEquals(List.of(), two.conflicts());
        assertEquals(List.of(), two.open());
        assertEquals(SyncMark.SYNCED, two.get("lots", lot).metadata().mark());
        assertEquals(
                Optional.of("reserved"),
                two.station
                        .database
                        .read(handle -> Shadows.find(handle, "lots", lot))
                        .map(Shadows.Shadow::data)
                        .map(data -> data.path("status").asText()));
    }

    private static HubAnswer<Conflicts.Answer> ofALaterHub(HubAnswer<Conflicts.Answer> answer) {
        if (answer instanceof HubAnswer.Accepted<Conflicts.Answer>(var body)) {
            Objects.requireNonNull(body.entity()).put("status", "reserved");
        }
        return answer;
    }

    private String operationOf(StoredConflict conflict) throws StoreException {
        return two.open().stream()
                .map(OutboxOperation::id)
                .filter(conflict.operationId()::equals)
                .findFirst()
                .orElseThrow();
    }
}
