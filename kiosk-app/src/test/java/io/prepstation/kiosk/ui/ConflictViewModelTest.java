package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.conflict.ConflictViewModel;
import io.prepstation.kiosk.ui.conflict.FieldLine;
import io.prepstation.kiosk.ui.conflicts.ConflictsViewModel;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Choice;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.words.Words;
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
    private final ConflictViewModel one =
            new ConflictViewModel(desk, words, () -> went.add("back"));
    private final ConflictsViewModel all =
            new ConflictsViewModel(
                    desk, words, () -> went.add("sync"), conflict -> went.add(conflict.id()));

    private boolean mayDecide() {
        return Objects.requireNonNull(one.actions().get().main()).enabled();
    }

    private FieldLine line(int place) {
        return one.lines().get().get(place);
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
        void shows_what_will_be_before_it_is_decided() {
            one.open(ConflictScenes.LOT);
            one.choose(0, Side.HUB);

            assertEquals("blocked", line(0).result());
            assertTrue(mayDecide());
            one.decide();
            assertEquals(
                    List.of(
                            new Choice(
                                    "c-1",
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
        void of_something_deleted_has_one_choice() {
            one.open(ConflictScenes.NOTE);
            assertFalse(mayDecide());
            one.choose(0, Side.HUB);
            one.decide();

            assertEquals(List.of(new Choice("c-2", Side.HUB, Map.of())), desk.chosen);
        }

        @Test
        void takes_what_belongs_together_from_one_side() {
            OpenConflict pair =
                    new OpenConflict(
                            "c-3",
                            "ingredients",
                            "X",
                            OpenConflict.Gone.NOWHERE,
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
    class All_of_them {

        @Test
        void are_decided_together_only_after_a_second_tap() {
            all.show(new OpenConflicts(List.of(ConflictScenes.LOT, ConflictScenes.NOTE), null));
            all.all(Side.HUB);
            assertEquals(List.of(), desk.chosen);
            assertEquals("Tap again: 2 as at the hub", all.allText(Side.HUB));
            all.all(Side.HUB);

            assertEquals(2, desk.chosen.size());
        }

        @Test
        void are_walked_through_by_the_keyboard() {
            all.show(new OpenConflicts(List.of(ConflictScenes.LOT, ConflictScenes.NOTE), null));
            all.move(1);
            all.openSelected();

            assertEquals(List.of("c-2"), went);
        }

        @Test
        void offer_to_undo_the_last_choice() {
            all.show(new OpenConflicts(List.of(), "c-9"));
            Objects.requireNonNull(all.actions().get().middle()).tap().run();

            assertEquals(List.of("undo c-9"), desk.lookedUp);
        }
    }
}
