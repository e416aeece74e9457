package io.prepstation.kiosk.ui;

import static io.prepstation.kiosk.ui.MaterialScenes.BEAKER;
import static io.prepstation.kiosk.ui.MaterialScenes.BOTTLE;
import static io.prepstation.kiosk.ui.MaterialScenes.CHLORIDE;
import static io.prepstation.kiosk.ui.MaterialScenes.EARLY;
import static io.prepstation.kiosk.ui.MaterialScenes.LATE;
import static io.prepstation.kiosk.ui.MaterialScenes.NEW;
import static io.prepstation.kiosk.ui.MaterialScenes.PHOSPHATE;
import static io.prepstation.kiosk.ui.MaterialScenes.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Readout;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.material.FieldLine;
import io.prepstation.kiosk.ui.material.MaterialViewModel;
import io.prepstation.kiosk.ui.materials.MaterialLine;
import io.prepstation.kiosk.ui.materials.MaterialsViewModel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-4")
class MaterialViewModelTest {

    private static final User LOOKER = new User("u-1", "Ada", Set.of(Role.AUDITOR), true);

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private final List<String> went = new ArrayList<>();
    private List<Choice> offered = List.of();
    private String offeredUnder = "";
    private String typed = "";
    private final MaterialViewModel one =
            new MaterialViewModel(
                    desk,
                    words,
                    new MaterialViewModel.Ways(
                            () -> went.add("back"),
                            (under, choices) -> {
                                offeredUnder = under;
                                offered = choices;
                            },
                            (_, taken) -> taken.accept(typed)));
    private final MaterialsViewModel list =
            new MaterialsViewModel(
                    desk,
                    words,
                    new MaterialsViewModel.Ways(
                            () -> went.add("home"),
                            item -> went.add(item.name()),
                            (kind, known) -> went.add("new " + kind + " " + known),
                            _ -> went.add("write")));

    @BeforeEach
    void atTheBench() {
        list.show(SHELF);
        one.show(SHELF);
        one.show(Optional.of(BenchFixture.ANNA), BenchFixture.stable("61.0099"));
    }

    private List<String> listed() {
        return list.listed().get().lines().stream().map(MaterialLine::what).toList();
    }

    private FieldLine field(String name) {
        return one.lines().get().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void tap(String name) {
        one.tapped(one.lines().get().indexOf(field(name)));
    }

    private void type(String name, String text) {
        typed = text;
        tap(name);
    }

    private void choose(String text) {
        offered.stream()
                .filter(choice -> choice.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + offered))
                .tap()
                .run();
    }

    private static void press(@Nullable Action action) {
        assertTrue(Objects.requireNonNull(action).enabled(), action.text());
        action.tap().run();
    }

    private Action save() {
        return Objects.requireNonNull(one.actions().get().main());
    }

    private static void scan(String text, Consumer<io.prepstation.model.formula.ScannedCode> to) {
        to.accept(FormulaCode.parse(text));
    }

    @Nested
    class The_list {

        @Test
        void has_the_lot_to_be_used_first_before_the_others_and_what_is_not_usable_last() {
            assertEquals(List.of("A-1807-02", "A-2291-07", "L2291", "L2305"), listed());
            MaterialLine early = list.listed().get().lines().get(2);
            assertTrue(early.good());
            assertFalse(list.listed().get().lines().getFirst().good());
            assertEquals("expired", list.listed().get().lines().getFirst().state());
        }

        @Test
        void says_what_the_hub_does_not_have() {
            assertEquals("not yet at the hub", list.listed().get().lines().get(1).mark());
            assertEquals("", list.listed().get().lines().get(2).mark());
        }

        @Test
        void keeps_what_was_selected_when_the_hub_gives_it_another_id() {
            list.move(2);
            Item numbered = new Item(Kind.LOTS, "99", NEW.fields(), SyncMark.SYNCED);
            list.show(
                    new Shelf(SHELF.rules(), List.of(PHOSPHATE, CHLORIDE, EARLY, LATE, numbered)));

            assertEquals(List.of("A-2291-07", "L2291", "L2305"), listed());
            list.openSelected();
            assertEquals(List.of("A-2291-07"), went);
        }

        @Test
        void is_searched_by_what_people_call_things() {
            list.look("sodium");
            assertEquals(List.of("L2291", "L2305"), listed());
            press(list.actions().get().middle());
            assertEquals(4, listed().size());
        }

        @Test
        void shows_some_of_many_and_more_when_asked() {
            list.show(MaterialScenes.many(120));
            assertEquals(100, listed().size());
            list.showMore();
            assertEquals(120, listed().size());
        }

        @Test
        void of_twenty_thousand_is_put_in_order_once_and_not_for_each_arrow_key() {
            Shelf many = MaterialScenes.many(20_000);
            list.show(many);
            list.move(1);
            List<MaterialLine> before = list.listed().get().lines();
            List<Choice> kinds = list.kinds().get();
            list.move(1);
            List<MaterialLine> after = list.listed().get().lines();

            assertEquals("L-0001", after.get(1).what());
            assertTrue(after.get(1).selected());
            assertFalse(after.get(0).selected());
            for (int line = 2; line < after.size(); line++) {
                assertSame(before.get(line), after.get(line));
            }
            assertSame(kinds, list.kinds().get());
            assertSame(many.all(Kind.LOTS), many.all(Kind.LOTS));
            assertEquals(20_000, many.search(Kind.LOTS, "POTASSIUM").size());
        }

        @Test
        void opens_what_a_label_stands_for() {
            scan("C=BTL-0042", list::scanned);
            scan("L2305", list::scanned);
            scan("(01)04012345678901(10)A-2291-07", list::scanned);

            assertEquals(List.of("BTL-0042", "L2305", "A-2291-07"), went);
        }

        @Test
        void takes_a_new_lot_from_a_suppliers_label_and_asks_before_it_makes_anything_else() {
            scan("(01)04012345678901(17)270331(10)B-77", list::scanned);
            assertTrue(went.getFirst().startsWith("new LOTS"), went.toString());
            assertTrue(went.getFirst().contains("expiresOn=2027-03-31"), went.toString());

            scan("C=BTL-0999", list::scanned);
            assertEquals(
                    "Container BTL-0999 is not known here. Tap New to enter it.",
                    list.answer().get());
            press(list.actions().get().main());
            assertEquals("new CONTAINERS {code=BTL-0999}", went.getLast());

            scan("F=PRM00936", list::scanned);
            assertTrue(list.answer().get().startsWith("That label belongs to nothing"));
        }
    }

    @Nested
    class A_new_one {

        @Test
        void waits_for_what_it_needs_and_is_in_quarantine_until_somebody_says_otherwise() {
            one.begin(Kind.LOTS, Map.of());
            assertEquals("Ingredient is missing", save().text());
            assertFalse(save().enabled());

            tap("Ingredient");
            choose("ING-0042 Sodium chloride");
            scan("B-77", one::scanned);
            type("Expires on", "2028-02");
            type("Remaining (g)", "500,0");
            press(save());

            assertEquals(
                    new MaterialEdit.Create(
                            Kind.LOTS,
                            Map.of(
                                    "ingredientId",
                                    "2",
                                    "lotNumber",
                                    "B-77",
                                    "expiresOn",
                                    "2028-02-29",
                                    "status",
                                    "quarantine",
                                    "remainingG",
                                    "500.0"),
                            Map.of()),
                    desk.made.getFirst());
        }

        @Test
        void of_a_container_is_in_use_as_soon_as_something_is_in_it() {
            one.begin(Kind.CONTAINERS, Map.of("code", "BTL-0999"));
            assertEquals("clean", field("Status").value());
            scan("L=L2291", one::scanned);

            assertEquals("in use", field("Status").value());
            assertEquals("L2291 · Sodium chloride", field("Lot").value());
        }

        @Test
        void stays_where_it_is_when_it_is_refused() {
            one.begin(Kind.INGREDIENTS, Map.of("code", "ING-0042", "name", "Salt"));
            press(save());
            one.show(desk.made.size(), new MaterialAnswer.Refused(Edit.Code.DUPLICATE, ""));

            assertEquals(List.of(), went);
            assertTrue(one.hint().get().startsWith("Not saved: there is one already"));
            assertEquals("Salt", field("Name").value());
            assertTrue(save().enabled());
        }

        @Test
        void is_not_thrown_away_by_one_tap() {
            one.begin(Kind.LOTS, Map.of("lotNumber", "B-77"));
            press(one.actions().get().back());
            assertEquals(List.of(), went);
            press(one.actions().get().back());
            assertEquals(List.of("back"), went);
            assertFalse(one.unsaved());
        }
    }

    @Nested
    class A_known_one {

        @Test
        void is_changed_field_by_field() {
            one.open(EARLY);
            assertFalse(save().enabled());
            tap("Status");
            choose("blocked");
            assertTrue(field("Status").changed());
            press(save());
            one.show(desk.made.size(), new MaterialAnswer.Saved(desk.made.getFirst(), "11"));

            assertEquals(
                    List.of(
                            new MaterialEdit.Change(
                                    Kind.LOTS, "11", Map.of("status", "blocked"), Map.of(), "")),
                    desk.made);
            assertEquals(List.of("back"), went);
        }

        @Test
        void is_closed_by_the_answer_to_its_own_edit_only() {
            one.open(EARLY);
            tap("Status");
            choose("blocked");
            press(save());
            assertFalse(Objects.requireNonNull(one.actions().get().back()).enabled());
            scan("L=L9", one::scanned);
            assertEquals("L2291", field("Lot number").value());
            one.show(1, new MaterialAnswer.NotSaved("disk full"));
            press(save());
            one.show(1, new MaterialAnswer.Saved(desk.made.getFirst(), "11"));
            assertEquals(List.of(), went);
            assertEquals("blocked", field("Status").value());

            one.show(2, new MaterialAnswer.Saved(desk.made.getLast(), "11"));
            assertEquals(List.of("back"), went);
        }

        @Test
        void says_what_is_no_day_no_number_and_no_content() {
            one.open(EARLY);
            for (String wrong : List.of("2027-13-01", "2027-02-30", "soon")) {
                type("Expires on", wrong);
                assertTrue(one.hint().get().startsWith("“" + wrong + "” is no day"), wrong);
            }
            type("Remaining (g)", "-5");
            assertTrue(one.hint().get().startsWith("“-5” is no number"));
            type("Potency (%)", "101");
            assertTrue(one.hint().get().startsWith("“101” is not more than 0"));
            assertFalse(one.unsaved());
        }

        @Test
        void does_not_guess_what_a_comma_before_three_digits_means() {
            one.open(EARLY);
            type("Remaining (g)", "1,500");
            assertEquals("“1,500” can be read in two ways. Write 1500 or 1.5.", one.hint().get());
            assertFalse(one.unsaved());
            type("Remaining (g)", "1,5");
            assertEquals("1.5", field("Remaining (g)").value().split(" ", 2)[0]);
        }

        @Test
        void does_not_guess_in_german_either() {
            MaterialViewModel german =
                    new MaterialViewModel(
                            desk,
                            new Words(Locale.GERMAN, ZoneOffset.UTC),
                            new MaterialViewModel.Ways(
                                    () -> {}, (_, _) -> {}, (_, taken) -> taken.accept("1,500")));
            german.show(SHELF);
            german.show(Optional.of(BenchFixture.ANNA), BenchFixture.stable("0.0000"));
            german.open(EARLY);
            german.tapped(4);

            assertEquals(
                    "„1,500“ lässt sich auf zwei Arten lesen. Schreiben Sie 1500 oder 1.5.",
                    german.hint().get());
            assertFalse(german.unsaved());
        }

        @Test
        void is_counted_anew_only_with_a_reason() {
            one.open(EARLY);
            type("Remaining (g)", "480");
            assertEquals("Why is missing", save().text());
            choose("Counted anew");
            press(save());

            assertEquals(
                    List.of(
                            new MaterialEdit.Change(
                                    Kind.LOTS,
                                    "11",
                                    Map.of("remainingG", "480"),
                                    Map.of(),
                                    "Counted anew")),
                    desk.made);
        }

        @Test
        void is_counted_by_a_number_and_not_by_nothing() {
            one.open(EARLY);
            type("Remaining (g)", "");

            assertEquals(
                    "What is left of a lot that is counted cannot be empty. Type 0 if nothing is"
                            + " left.",
                    one.hint().get());
            assertFalse(one.unsaved());
            assertEquals(List.of(), offered);
        }

        @Test
        void takes_its_tare_from_the_balance_with_what_the_balance_said() {
            one.open(BEAKER);
            tap("Tare (g)");
            one.show(Optional.of(BenchFixture.ANNA), BenchFixture.stable("90.0000"));
            choose("Take 61.0099 g from the balance");
            press(save());

            MaterialEdit.Change change = (MaterialEdit.Change) desk.made.getFirst();
            assertEquals(Map.of("tareG", "61.0099"), change.changes());
            assertEquals(
                    Map.of(
                            "tareG",
                            new Readout(
                                    BenchFixture.BALANCE.serialNumber(),
                                    raw(BenchFixture.stable("61.0099").latest()))),
                    change.readings());
        }

        private String raw(@Nullable BalanceReading reading) {
            return Objects.requireNonNull(reading).frame().raw();
        }

        @Test
        void is_weighed_only_at_rest_and_sets_zero_before() {
            one.show(Optional.of(BenchFixture.ANNA), BenchFixture.unstable("61.0099"));
            one.open(BEAKER);
            tap("Tare (g)");
            assertEquals(
                    List.of("Pan is empty: set zero", "Type it"),
                    offered.stream().map(Choice::text).toList());
            choose("Pan is empty: set zero");
            assertEquals(List.of(new BenchEvent.ZeroTapped()), desk.posted);
        }

        @Test
        void holds_nothing_once_it_is_clean() {
            one.open(BOTTLE);
            tap("Status");
            choose("clean");
            press(save());

            assertEquals(
                    Map.of("status", "clean", "lotId", "", "lastGrossG", ""),
                    ((MaterialEdit.Change) desk.made.getFirst()).changes());
        }

        @Test
        void is_deleted_by_two_taps_and_printed_by_one() {
            one.open(BOTTLE);
            press(one.actions().get().middle());
            assertEquals(List.of("BTL-0042 [Sodium chloride, L2291]"), desk.printed);
            press(one.actions().get().extra());
            assertEquals(List.of(), desk.made);
            press(one.actions().get().extra());
            assertEquals(List.of(new MaterialEdit.Delete(Kind.CONTAINERS, "21")), desk.made);
        }

        @Test
        void is_walked_through_by_the_keyboard() {
            one.open(EARLY);
            one.move(1);
            one.move(3);
            one.openSelected();

            assertEquals("released", offered.getFirst().text());
        }

        @Test
        @Tag("STO-8")
        void is_released_only_by_who_may_and_another_reads_why_not() {
            one.show(Optional.of(BenchFixture.ANNA), BenchFixture.stable("0.0000"));
            one.begin(Kind.LOTS, Map.of());
            tap("Status");
            assertEquals(
                    List.of("in quarantine", "blocked", "empty"),
                    offered.stream().map(Choice::text).toList());
            assertEquals("Status · a supervisor or lab manager releases", offeredUnder);

            one.show(Optional.of(BenchFixture.JONAS), BenchFixture.stable("0.0000"));
            tap("Status");
            assertEquals("released", offered.getFirst().text());
            assertEquals("Status", offeredUnder);
        }

        @Test
        void is_only_looked_at_by_who_may_not_change_it() {
            one.show(Optional.of(LOOKER), BenchFixture.stable("0.0000"));
            one.open(EARLY);

            assertEquals("You may look, but not change anything here.", one.hint().get());
            assertTrue(one.lines().get().stream().noneMatch(FieldLine::enabled));
            scan("L=L9", one::scanned);
            assertFalse(save().enabled());
        }

        @Test
        void is_not_changed_by_the_label_of_another_article() {
            one.open(EARLY);
            scan("(01)04012345678901(17)270630(10)B-77", one::scanned);
            assertEquals(
                    "That label is of 04012345678901 Potassium dihydrogen phosphate, this lot of"
                            + " Sodium chloride. Nothing was changed.",
                    one.hint().get());
            scan("(01)04012345678918(17)270630(10)B-77", one::scanned);
            assertTrue(one.hint().get().contains("is not known here"), one.hint().get());
            assertFalse(one.unsaved());

            one.open(NEW);
            scan("(01)04012345678901(17)270731(10)A-2291-07", one::scanned);
            assertTrue(field("Expires on").changed());
        }

        @Test
        void is_entered_by_one_person_and_never_saved_in_anothers_name() {
            one.open(EARLY);
            tap("Status");
            choose("blocked");
            one.show(Optional.empty(), BenchFixture.stable("0.0000"));
            one.show(Optional.of(BenchFixture.ANNA), BenchFixture.stable("0.0000"));
            assertEquals("blocked", field("Status").value());

            one.show(Optional.empty(), BenchFixture.stable("0.0000"));
            one.show(Optional.of(BenchFixture.JONAS), BenchFixture.stable("0.0000"));
            assertEquals("released", field("Status").value());
            assertFalse(one.unsaved());
            assertFalse(save().enabled());
            assertEquals(
                    BenchFixture.ANNA.name() + " had not saved an entry here. It was dropped.",
                    one.hint().get());
            assertEquals(one.hint().get(), one.takeDropped());
            assertEquals("", one.takeDropped());
        }

        @Test
        void that_nobody_began_is_dropped_without_a_word() {
            one.open(EARLY);
            one.show(Optional.of(BenchFixture.JONAS), BenchFixture.stable("0.0000"));
            assertEquals("", one.takeDropped());
        }

        @Test
        void stays_of_its_ingredient() {
            one.open(EARLY);
            assertFalse(field("Ingredient").enabled());
            scan("I=04012345678901", one::scanned);
            assertFalse(one.unsaved());
        }
    }
}
