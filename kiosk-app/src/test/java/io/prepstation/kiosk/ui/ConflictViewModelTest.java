package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.conflict.ConflictViewModel;
import io.prepstation.kiosk.ui.conflict.FieldLine;
import io.prepstation.kiosk.ui.conflict.FieldLine.Mark;
import io.prepstation.kiosk.ui.conflicts.ConflictCountsViewModel;
import io.prepstation.kiosk.ui.conflicts.ConflictLine.Badge;
import io.prepstation.kiosk.ui.conflicts.ConflictsViewModel;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Choice;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.words.ConflictWords.Count;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.Resolution;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-9")
class ConflictViewModelTest {

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private final List<String> went = new ArrayList<>();
    private List<io.prepstation.kiosk.ui.part.Choice> offered = List.of();
    private final ConflictViewModel one =
            new ConflictViewModel(
                    desk,
                    words,
                    new ConflictViewModel.Ways(
                            () -> went.add("back"),
                            id -> went.add("later " + id),
                            (_, choices) -> offered = choices));
    private final ConflictsViewModel all =
            new ConflictsViewModel(
                    desk,
                    words,
                    new ConflictsViewModel.Ways(
                            () -> went.add("sync"),
                            conflict -> went.add(conflict.id()),
                            (_, choices) -> offered = choices,
                            () -> went.add("statistics")));

    private boolean mayDecide() {
        return Objects.requireNonNull(one.actions().get().main()).enabled();
    }

    private FieldLine line(int place) {
        return one.lines().get().get(place);
    }

    @Nested
    @Tag("STO-8")
    class Without_the_hub {

        private static final NetworkStatus AWAY =
                new NetworkStatus(NetworkStatus.State.OFFLINE, NetworkStatus.Quality.OFFLINE, null);
        private static final NetworkStatus BACK =
                new NetworkStatus(NetworkStatus.State.ONLINE, null, null);

        @Test
        void one_conflict_is_looked_at_and_not_decided_and_the_screen_says_why() {
            one.open(ConflictScenes.OPEN.open().getFirst());
            String hint = one.hint().get();
            one.take(Resolution.SERVER_WINS);
            assertTrue(mayDecide());

            one.show(AWAY);
            assertFalse(mayDecide());
            assertEquals(words.text("conflict.offline"), one.hint().get());
            one.decide();
            assertEquals(List.of(), desk.chosen);

            one.show(BACK);
            assertTrue(mayDecide());
            assertEquals(hint, one.hint().get());
        }

        @Test
        void none_of_several_is_decided_or_undone() {
            all.show(ConflictScenes.OPEN);
            all.show(AWAY);
            all.open();

            assertEquals(words.text("conflict.offline"), all.answer().get());
            assertFalse(all.several());
            assertFalse(Objects.requireNonNull(all.actions().get().middle()).enabled());
            all.all(Side.HUB);
            all.all(Side.HUB);
            assertEquals(List.of(), desk.chosen);

            all.show(BACK);
            assertEquals("", all.answer().get());
        }
    }

    @Nested
    class One_conflict {

        @Test
        void has_chosen_what_one_side_alone_changed_and_asks_for_the_rest() {
            one.open(ConflictScenes.LOT);

            assertNull(line(0).chosen());
            assertEquals(Side.HERE, line(1).chosen());
            assertEquals(Side.HUB, line(2).chosen());
            assertFalse(mayDecide());
        }

        @Test
        void has_its_fields_and_a_lots_status_in_the_language_of_the_screens() {
            ConflictViewModel chinese =
                    new ConflictViewModel(
                            desk,
                            new Words(Locale.CHINESE, ZoneOffset.UTC),
                            new ConflictViewModel.Ways(() -> {}, _ -> {}, (_, _) -> {}));
            chinese.open(ConflictScenes.LOT);

            FieldLine status = chinese.lines().get().getFirst();
            assertEquals("状态", status.field());
            assertEquals("待验", status.before());
            assertEquals("已放行", status.here().text());
            assertEquals("已禁用", status.hub().text());
        }

        @Test
        void shows_what_will_be_before_it_is_decided() {
            one.open(ConflictScenes.LOT);
            one.choose(0, Side.HUB);

            assertEquals("blocked", line(0).result());
            assertTrue(mayDecide());
            one.decide();
            assertEquals(
                    List.of(
                            new Choice(
                                    ConflictScenes.LOT,
                                    Side.HERE,
                                    Map.of(
                                            "status",
                                            Side.HUB,
                                            "openedOn",
                                            Side.HERE,
                                            "expiresOn",
                                            Side.HUB))),
                    desk.chosen);
        }

        @Test
        void shows_that_a_field_will_be_empty() {
            one.open(ConflictScenes.LOT);
            one.choose(0, Side.HERE);
            one.choose(1, Side.HUB);

            assertEquals(words.text("conflict.nothing"), line(1).result());
            one.decide();
            assertEquals(Side.HUB, desk.chosen.getFirst().fields().get("openedOn"));
        }

        @Test
        void is_decided_by_the_keyboard_too() {
            one.open(ConflictScenes.LOT);
            one.move(2);
            one.choose(Side.HERE);
            one.move(-2);
            one.choose(Side.HERE);
            one.decide();

            assertEquals(Side.HERE, desk.chosen.getFirst().whole());
            assertFalse(desk.chosen.getFirst().fields().containsValue(Side.HUB));
        }

        @Test
        void goes_back_when_it_is_done_and_stays_when_it_is_not() {
            one.open(ConflictScenes.LOT);
            one.choose(0, Side.HERE);
            one.decide();
            one.show(new ChoiceAnswer(0, "Somebody changed it again meanwhile."));
            assertEquals(List.of(), went);
            assertEquals("Somebody changed it again meanwhile.", one.hint().get());

            one.decide();
            one.show(new ChoiceAnswer(1, ""));
            assertEquals(List.of("back"), went);
        }

        @Test
        @Tag("SYN-8")
        void shows_what_the_hub_says_by_now_also_if_that_came_while_it_was_decided() {
            OpenConflict before = ConflictScenes.LOT;
            OpenConflict now = later(before);
            one.open(before);
            one.choose(0, Side.HERE);
            one.decide();
            one.show(new OpenConflicts(List.of(now), List.of(), null, ConflictStatistics.NONE));
            one.show(new ChoiceAnswer(0, "Look again."));
            assertEquals("Look again.", one.hint().get());

            one.choose(0, Side.HERE);
            one.decide();
            assertEquals(now.version(), desk.chosen.getLast().shown());
        }

        private static OpenConflict later(OpenConflict one) {
            return new OpenConflict(
                    one.id(),
                    one.version() + 1,
                    one.entityType(),
                    one.name(),
                    one.gone(),
                    one.found(),
                    one.later(),
                    one.since(),
                    one.fields());
        }

        @Test
        void of_something_deleted_has_one_choice() {
            one.open(ConflictScenes.NOTE);
            assertFalse(mayDecide());
            one.choose(0, Side.HUB);
            one.decide();

            assertEquals(List.of(new Choice(ConflictScenes.NOTE, Side.HUB, Map.of())), desk.chosen);
        }

        @Test
        void takes_what_belongs_together_from_one_side() {
            OpenConflict pair =
                    new OpenConflict(
                            "c-3",
                            3,
                            "ingredients",
                            "X",
                            OpenConflict.Gone.NOWHERE,
                            OpenConflict.Found.VERSION,
                            Side.HERE,
                            BenchFixture.NOW,
                            List.of(
                                    new OpenConflict.Field("signalWord", "", "a", "b", "", "g"),
                                    new OpenConflict.Field("hazards", "", "c", "d", "", "g")));
            one.open(pair);
            one.choose(1, Side.HUB);

            assertEquals(Side.HUB, line(0).chosen());
        }
    }

    @Nested
    class By_a_strategy {

        private void takes(Resolution strategy, Side side) {
            one.open(ConflictScenes.LOT);
            one.take(strategy);

            one.lines().get().forEach(line -> assertEquals(side, line.chosen()));
            one.decide();
            assertEquals(strategy, desk.chosen.getLast().strategy());
            assertEquals(side, desk.chosen.getLast().whole());
        }

        @Test
        void shows_what_will_be_of_each() {
            takes(Resolution.SERVER_WINS, Side.HUB);
            takes(Resolution.CLIENT_WINS, Side.HERE);
            takes(Resolution.LAST_WRITE_WINS, ConflictScenes.LOT.later());
        }

        @Test
        void is_merged_only_if_nothing_contradicts() {
            one.open(ConflictScenes.INGREDIENT);
            one.take(Resolution.SERVER_WINS);
            one.take(Resolution.MERGE);
            assertEquals(Side.HERE, line(0).chosen());
            assertEquals(Side.HUB, line(2).chosen());
            one.decide();
            assertEquals(Resolution.MERGE, desk.chosen.getFirst().strategy());

            one.open(ConflictScenes.LOT);
            one.take(Resolution.MERGE);
            assertNull(line(0).chosen());
            assertFalse(mayDecide());
        }

        @Test
        void is_by_field_again_after_a_field_was_chosen() {
            one.open(ConflictScenes.LOT);
            one.take(Resolution.SERVER_WINS);
            one.choose(0, Side.HERE);
            one.decide();

            assertEquals(Resolution.MANUAL, desk.chosen.getFirst().strategy());
        }

        @Test
        void all_five_are_offered() {
            one.open(ConflictScenes.LOT);
            Objects.requireNonNull(one.actions().get().middle()).tap().run();

            assertEquals(Resolution.values().length, offered.size());
            offered.getFirst().tap().run();
            assertEquals(Side.HUB, line(0).chosen());
        }

        @Test
        void the_later_one_may_be_a_deletion() {
            one.open(ConflictScenes.NOTE);
            one.take(Resolution.LAST_WRITE_WINS);

            assertEquals(Side.HERE, line(0).chosen());
            assertTrue(mayDecide());
        }
    }

    @Nested
    class What_each_side_did {

        @Test
        void is_marked() {
            one.open(ConflictScenes.INGREDIENT);
            assertEquals(Mark.REMOVED, line(0).here().mark());
            assertEquals(Mark.SAME, line(0).hub().mark());
            assertEquals(Mark.CHANGED, line(1).here().mark());

            one.open(ConflictScenes.LOT);
            assertEquals(Mark.ADDED, line(1).here().mark());
        }

        @Test
        void is_seen_entry_by_entry_when_it_is_unfolded() {
            one.open(ConflictScenes.INGREDIENT);
            assertEquals("3 entries", line(1).here().text());
            one.fold(1);

            assertEquals(6, one.lines().get().size());
            assertEquals("H335", line(4).field());
            assertEquals(Mark.ADDED, line(4).here().mark());
            assertEquals(2, line(5).place());
            one.fold(1);
            assertEquals(3, one.lines().get().size());
        }
    }

    @Nested
    class All_of_them {

        @Test
        void are_decided_together_only_after_a_second_tap() {
            all.show(ConflictScenes.OPEN);
            assertEquals("All 3: as at the hub", all.allText(Side.HUB));
            all.all(Side.HUB);
            assertEquals(List.of(), desk.chosen);
            assertEquals("Tap again: 3 as at the hub", all.allText(Side.HUB));
            all.all(Side.HUB);

            assertEquals(3, desk.chosen.size());
        }

        @Test
        void are_walked_through_by_the_keyboard() {
            all.show(ConflictScenes.OPEN);
            all.move(2);
            all.openSelected();

            assertEquals(List.of("c-2"), went);
        }

        @Test
        void offer_to_undo_the_last_choice() {
            all.show(new OpenConflicts(List.of(), List.of(), "c-9", ConflictStatistics.NONE));
            Objects.requireNonNull(all.actions().get().middle()).tap().run();

            assertEquals(List.of("undo c-9"), desk.lookedUp);
        }

        @Test
        void of_a_type_are_decided_without_the_others() {
            all.show(ConflictScenes.OPEN);
            which("Lot (1)");
            assertEquals(1, all.lines().get().size());
            assertFalse(all.several());
            all.all(Side.HERE);
            all.all(Side.HERE);

            assertEquals(List.of("c-1"), ids());
        }

        @Test
        void of_one_type_and_the_same_fields_go_together() {
            OpenConflict lot = ConflictScenes.LOT;
            OpenConflict same = named("c-7", lot, lot.fields());
            OpenConflict other = named("c-8", lot, lot.fields().subList(1, 3));
            all.show(
                    new OpenConflicts(
                            List.of(lot, same, other, ConflictScenes.NOTE),
                            List.of(),
                            null,
                            ConflictStatistics.NONE));
            which("Lot: Status (2)");
            all.all(Side.HUB);
            all.all(Side.HUB);

            assertEquals(List.of("c-1", "c-7"), ids());
        }

        @Test
        void are_sorted_by_their_time() {
            all.show(ConflictScenes.OPEN);
            assertTrue(all.lines().get().getFirst().what().contains("A-2291-07"));
            all.turn();

            assertTrue(all.lines().get().getFirst().what().contains("BTL-0042"));
        }

        @Test
        void put_off_stand_at_the_end_with_a_badge() {
            all.show(ConflictScenes.OPEN);
            one.open(ConflictScenes.LOT);
            one.later();
            assertEquals(List.of("later c-1"), went);
            all.putOff("c-1");

            assertEquals(Badge.LATER, all.lines().get().getLast().badge());
            assertEquals(Badge.OPEN, all.lines().get().getFirst().badge());
        }

        @Test
        void that_were_decided_say_how_and_by_whom() {
            all.show(ConflictScenes.OPEN);
            which("Decided (1)");

            assertEquals("as here, by Priya Raman", all.lines().get().getFirst().about());
            assertEquals(Badge.DECIDED, all.lines().get().getFirst().badge());
            all.openSelected();
            assertEquals(List.of(), went);
        }

        private static OpenConflict named(
                String id, OpenConflict like, List<OpenConflict.Field> fields) {
            return new OpenConflict(
                    id,
                    like.version(),
                    like.entityType(),
                    id,
                    like.gone(),
                    like.found(),
                    like.later(),
                    like.since(),
                    fields);
        }

        private List<String> ids() {
            return desk.chosen.stream().map(Choice::conflictId).toList();
        }

        private void which(String text) {
            all.filter();
            offered.stream()
                    .filter(choice -> choice.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(offered.toString()))
                    .tap()
                    .run();
        }
    }

    @Nested
    class Their_statistics {

        private final ConflictCountsViewModel counts =
                new ConflictCountsViewModel(
                        words, InstantSource.fixed(BenchFixture.NOW), () -> went.add("list"));

        private String of(String name) {
            return counts.counts().get().stream()
                    .filter(count -> count.name().equals(name))
                    .map(Count::count)
                    .findFirst()
                    .orElse("-");
        }

        @Test
        void count_by_type_by_strategy_and_by_what_they_were_found() {
            counts.show(ConflictScenes.OPEN.statistics());

            assertEquals("3", of("Open"));
            assertEquals("9 h", of("The oldest open one waits"));
            assertEquals("18", of("Decided by a person"));
            assertEquals("41", of("Brought together by the hub itself"));
            assertEquals("14", of("Lot"));
            assertEquals("9", of("as here"));
            assertEquals("1", of("taken back"));
            assertEquals("18", of("Both changed the same version."));
        }

        @Test
        void are_one_tap_from_the_list() {
            Objects.requireNonNull(all.actions().get().extra()).tap().run();

            assertEquals(List.of("statistics"), went);
        }
    }
}
