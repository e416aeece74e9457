package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.weighing.Guidance;
import io.prepstation.kiosk.ui.weighing.Guidance.Direction;
import io.prepstation.kiosk.ui.weighing.Instruction;
import io.prepstation.kiosk.ui.weighing.Instruction.Tone;
import io.prepstation.kiosk.ui.weighing.StepMark;
import io.prepstation.kiosk.ui.weighing.StepMark.Progress;
import io.prepstation.kiosk.ui.weighing.WeighingViewModel;
import io.prepstation.kiosk.ui.weighing.Weight;
import io.prepstation.kiosk.ui.weighing.Weight.Look;
import io.prepstation.kiosk.ui.weighing.WrongItem;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.mass.Mass;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WeighingViewModelTest {

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final WeighingViewModel model =
            new WeighingViewModel(
                    desk,
                    InstantSource.fixed(BenchFixture.NOW),
                    new Words(Locale.ENGLISH, ZoneId.of("Europe/Berlin")),
                    () -> {},
                    () -> {});

    private void show(Situation situation) {
        switch (situation.state()) {
            case Weighing state -> model.show(state, situation.pan());
            case Recording state -> model.show(state, situation.pan());
            default -> throw new IllegalArgumentException(situation.toString());
        }
    }

    private Action accept() {
        return model.actions().get().main();
    }

    @Nested
    @Tag("WEI-13")
    class While_pouring {

        @Test
        void the_number_has_the_balances_digits_and_the_remaining_its_sign() {
            show(bench.dispensing(1, "42.3810"));

            assertEquals(new Weight("42.3810", "g", Look.MOVING, "moving"), model.weight().get());
            assertEquals(new Guidance(Direction.ADD, "add", "37.6190 g"), model.guidance().get());
            assertFalse(accept().enabled());
        }

        @Test
        void the_fine_zone_asks_to_add_slowly() {
            show(bench.dispensing(3, "14.2104"));

            assertEquals(
                    new Instruction(Tone.CALM, "Add slowly until the pointer is inside the band."),
                    model.instruction().get());
        }

        @Test
        void a_stale_number_is_crossed_out_and_said_to_be_old() {
            show(bench.stale(3, "9.8842"));

            assertEquals(new Weight("9.8842", "g", Look.STALE, "old"), model.weight().get());
            assertEquals(Tone.WARNING, model.instruction().get().tone());
        }

        @Test
        void an_overloaded_balance_shows_no_number() {
            show(bench.overloaded(3));

            assertEquals(Look.NONE, model.weight().get().look());
            assertEquals("Overload: take the load off the pan.", model.instruction().get().text());
        }

        @Test
        void a_tare_the_station_subtracts_shows_net_all_the_same() {
            Situation byBalance = bench.dispensing(3, "4.0000");
            Mass tare = byBalance.pan().tare();
            Pan gross = BenchFixture.unstable(Mass.grams("4.0000").plus(tare).digits());

            show(new Situation(byBalance.state(), gross));

            assertEquals("4.0000", model.weight().get().digits());
            assertEquals("10.4000 g", model.guidance().get().mass());
        }

        @Test
        void too_much_in_a_vessel_of_one_ingredient_says_how_much_to_remove() {
            show(bench.over(1, "80.6120"));

            assertEquals(
                    new Guidance(Direction.OVER, "remove", "0.6120 g"), model.guidance().get());
        }

        @Test
        void too_much_in_a_mixture_only_says_how_much_it_is() {
            show(bench.over(3, "14.7120"));

            assertEquals(
                    new Guidance(Direction.OVER, "too much", "+0.3120 g"), model.guidance().get());
            assertTrue(model.instruction().get().text().contains("take nothing out"));
        }
    }

    @Nested
    @Tag("WEI-5")
    class In_tolerance {

        @Test
        void accept_names_the_reading_that_is_on_the_screen() {
            show(bench.inTolerance(3, "14.4012", null));

            accept().tap().run();

            assertEquals(
                    List.of(
                            new BenchEvent.AcceptTapped(
                                    7, Mass.grams("14.4012"), "id0", BenchFixture.NOW)),
                    desk.posted);
        }

        @Test
        void accept_names_what_the_balance_displays_even_if_the_station_subtracts_the_tare() {
            Situation byBalance = bench.inTolerance(3, "14.4012", null);
            Mass displayed = Mass.grams("14.4012").plus(byBalance.pan().tare());

            show(new Situation(byBalance.state(), BenchFixture.stable(displayed.digits())));
            accept().tap().run();

            assertEquals(displayed, ((BenchEvent.AcceptTapped) desk.posted.getFirst()).seen());
            assertEquals("14.4012", model.weight().get().digits());
        }

        @Test
        void a_weight_that_changed_is_said_instead_of_the_routine() {
            show(bench.inTolerance(3, "14.4012", new Notice.WeightChanged()));

            assertEquals(Tone.WARNING, model.instruction().get().tone());
        }
    }

    @Nested
    @Tag("WEI-6")
    class By_difference {

        @Test
        void the_operator_says_that_the_container_stands_there() {
            show(bench.placing(3, "312.4471", null));
            assertTrue(accept().enabled());
            accept().tap().run();
            assertEquals(List.of(new BenchEvent.TareTapped()), desk.posted);
        }

        @Test
        void the_number_is_what_was_taken_out() {
            show(bench.taken(3, BenchFixture.stable("298.0471")));
            assertEquals("14.4000", model.weight().get().digits());
            assertTrue(accept().enabled());
        }

        @Test
        void a_container_that_is_away_is_no_number() {
            show(bench.taking(3, BenchFixture.stable("0.0012")));
            assertEquals("–", model.weight().get().digits());
            assertFalse(accept().enabled());
        }
    }

    @Nested
    class While_recording {

        @Test
        void nothing_says_saved_and_the_step_has_no_tick() {
            show(bench.recording(3, "14.4012"));

            assertEquals("saving", model.weight().get().state());
            assertEquals(
                    List.of(
                            new StepMark(1, Progress.DONE),
                            new StepMark(2, Progress.DONE),
                            new StepMark(3, Progress.CURRENT),
                            new StepMark(4, Progress.OPEN)),
                    model.strip().get());
            assertFalse(accept().enabled());
            assertFalse(model.actions().get().back().enabled());
        }
    }

    @Nested
    @Tag("WEI-3")
    class After_a_wrong_ingredient {

        @Test
        void the_hard_stop_shows_expected_against_scanned() {
            show(bench.awaiting(3, new Notice.WrongIngredient("ING-0051", "Disodium", "ING-0061")));

            assertEquals(
                    Optional.of(new WrongItem("Disodium", "ING-0051", "ING-0061")),
                    model.stop().get());
        }

        @Test
        void the_stop_goes_with_the_notice() {
            show(bench.awaiting(3, new Notice.WrongIngredient("ING-0051", "Disodium", "ING-0061")));
            show(bench.awaiting(3, null));

            assertEquals(Optional.empty(), model.stop().get());
        }
    }

    @Nested
    @Tag("SES-7")
    class Before_the_first_dispense {

        @Test
        void the_amount_can_be_changed() {
            show(bench.awaiting(1, null));

            assertEquals("Change amount", model.actions().get().middle().text());
        }

        @Test
        void after_it_the_place_belongs_to_tare() {
            show(bench.awaiting(2, null));

            assertEquals("Tare", model.actions().get().middle().text());
            assertFalse(model.actions().get().middle().enabled());
        }
    }

    @Test
    @Tag("WEI-14")
    void hazards_stand_in_the_head_of_the_step() {
        BenchFixture dangerous = BenchFixture.dangerous();
        WeighingViewModel hazardous =
                new WeighingViewModel(
                        new DeskLog(dangerous),
                        InstantSource.fixed(BenchFixture.NOW),
                        new Words(Locale.ENGLISH, ZoneId.of("UTC")),
                        () -> {},
                        () -> {});
        Situation situation = dangerous.dispensing(3, "4.0000");

        hazardous.show((Weighing) situation.state(), situation.pan());

        assertEquals(
                List.of("GHS02", "GHS05", "GHS07"), hazardous.head().get().hazards().pictograms());
    }
}
