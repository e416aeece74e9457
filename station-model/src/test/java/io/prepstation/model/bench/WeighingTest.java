package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.AmountChanged;
import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.TareTapped;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Settling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect.ChangeAmount;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordNearMiss;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.TareSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeighingTest {

    private final SessionRecord session = Examples.session("s-1", 2);
    private final BenchPlay play = new BenchPlay();

    @BeforeEach
    void a_session_of_two_steps() {
        play.started(session);
    }

    @Nested
    class When_awaiting_the_ingredient {

        @ParameterizedTest
        @Tag("WEI-3")
        @ValueSource(
                strings = {"ING-0002", "I=ING-0002", "ING-9999", "L=L2291", "C=C-7", "B=007", "??"})
        void anything_but_the_required_code_stops_hard_and_is_kept_as_a_near_miss(String text) {
            play.scan(text);
            assertEquals(
                    new Notice.WrongIngredient("ING-0001", "Ingredient 1", text),
                    play.state(AwaitingContainer.class).notice());
            assertEquals(
                    new RecordNearMiss("s-1", "s-1-1", "ING-0001", text, OPERATOR),
                    play.only(RecordNearMiss.class));
        }

        @ParameterizedTest
        @Tag("WEI-3")
        @ValueSource(strings = {"ING-0001", "I=ING-0001"})
        void the_required_code_opens_the_step(String text) {
            assertEquals("ING-0001", play.scan(text).state(Taring.class).scannedCode());
        }

        @ParameterizedTest
        @Tag("WEI-3")
        @ValueSource(strings = {"F=PRM00936", "S=s-1;F=PRM00936"})
        void the_label_of_this_very_session_is_no_near_miss(String text) {
            play.scan(text);
            assertNull(play.state(AwaitingContainer.class).notice());
            assertTrue(play.effects().isEmpty());
        }

        @Test
        @Tag("DEV-SCAN")
        void a_scan_that_is_not_whole_is_to_be_scanned_again_and_is_no_near_miss() {
            play.send(CodeScanned.torn());
            assertEquals(new Notice.TornCode(), play.state(AwaitingContainer.class).notice());
            assertTrue(play.effect(RecordNearMiss.class).isEmpty());
        }

        @Test
        @Tag("DEV-SCAN")
        void so_it_is_while_taring_and_while_pouring() {
            play.scan("ING-0001").send(CodeScanned.torn());
            assertEquals(new Notice.TornCode(), play.state(Taring.class).notice());
            play.send(new TareCleared()).stable("50.000");
            play.send(new Tared(Mass.grams("50.000"), Examples.START));
            play.send(CodeScanned.torn());
            assertEquals(new Notice.TornCode(), play.state(Dispensing.class).notice());
            assertTrue(play.effect(RecordNearMiss.class).isEmpty());
        }

        @Test
        void nothing_on_the_balance_can_be_accepted() {
            play.stable("50.000").accept();
            play.assertNotAccepted();
        }

        @Test
        void back_asks_for_a_reason_and_back_again_returns() {
            play.send(new BackTapped());
            assertEquals("s-1", play.state(Rejecting.class).record().id());
            play.send(new BackTapped()).state(AwaitingContainer.class);
        }

        @Test
        void a_refused_clearing_of_the_tare_is_asked_again_when_the_pan_rests() {
            BenchPlay fresh = new BenchPlay();
            fresh.ready().scan("F=PRM00936").send(new SessionCreated(session));
            assertTrue(fresh.commands(BalanceCommand.CLEAR_TARE));
            fresh.send(new CommandRefused(BalanceCommand.CLEAR_TARE, "not now"));
            assertFalse(fresh.unstable("3.000").commands(BalanceCommand.CLEAR_TARE));
            assertTrue(fresh.stable("3.000").commands(BalanceCommand.CLEAR_TARE));
        }

        @Test
        void a_refused_clearing_of_the_tare_is_not_forgotten_by_a_scan() {
            BenchPlay fresh = new BenchPlay();
            fresh.ready()
                    .scan("F=PRM00936")
                    .send(
                            new SessionCreated(session),
                            new CommandRefused(BalanceCommand.CLEAR_TARE, "not now"));
            assertTrue(fresh.scan("ING-0001").commands(BalanceCommand.CLEAR_TARE));
            fresh.send(new TareCleared()).stable("50.000");
            assertTrue(fresh.commands(BalanceCommand.TARE));
        }
    }

    @Nested
    @Tag("WEI-4")
    @Tag("WEI-6")
    class When_an_empty_vessel_was_scanned {

        private final KnownVessel vessel = new KnownVessel("7", "V-7", Mass.grams("50.000"));

        private BenchPlay named() {
            return named(vessel);
        }

        private BenchPlay named(KnownVessel scanned) {
            return play.send(
                    new BenchEvent.CodeScanned(
                            FormulaCode.parse("V-7"),
                            "V-7",
                            new Material(
                                    "",
                                    Source.ofCode("V-7"),
                                    new MaterialRefusal.ContainerUnusable("V-7", "clean"),
                                    scanned)));
        }

        private static KnownVessel holding(String millilitres) {
            return new KnownVessel("7", "V-7", Mass.grams("50.000"), new BigDecimal(millilitres));
        }

        @Test
        @Tag("WEI-9")
        void one_that_does_not_hold_what_is_made_is_not_taken() {
            named(holding("999"));
            assertEquals(
                    new Notice.VesselTooSmall("V-7", Amount.of("999", "mL"), Examples.LITRE),
                    play.state(AwaitingContainer.class).notice());
            assertNull(play.state(AwaitingContainer.class).work().vessel());
            play.scan("ING-0001");
            named(holding("999"));
            assertNull(play.state(Taring.class).work().vessel());
            named(holding("1000"));
            assertEquals(holding("1000"), play.state(Taring.class).work().vessel());
        }

        @Test
        void its_tare_is_known_and_the_ingredient_is_asked_for() {
            assertEquals(
                    new Notice.VesselKnown("V-7", Mass.grams("50.000")),
                    named().state(AwaitingContainer.class).notice());
        }

        @Test
        void it_is_tared_if_it_weighs_what_is_known_of_it_and_the_record_says_which() {
            named();
            play.send(new TareCleared()).scan("ING-0001").stable("50.099");
            assertTrue(play.commands(BalanceCommand.TARE));
            play.send(new Tared(Mass.grams("50.099"), Examples.START));
            play.state(Dispensing.class);
            assertTrue(
                    play.effects()
                            .contains(
                                    new Effect.RecordVessel(
                                            "s-1",
                                            "s-1-1",
                                            vessel,
                                            Mass.grams("50.099"),
                                            OPERATOR)));
        }

        @Test
        void another_one_is_not_tared_until_the_right_one_stands_there() {
            named();
            play.send(new TareCleared()).scan("ING-0001").stable("50.200");
            assertFalse(play.commands(BalanceCommand.TARE));
            assertEquals(
                    new Notice.OtherVessel("V-7", Mass.grams("50.000"), Mass.grams("50.200")),
                    play.state(Taring.class).notice());
            play.stable("50.001");
            assertTrue(play.commands(BalanceCommand.TARE));
        }

        @Test
        void it_counts_also_while_the_balance_is_taring_already() {
            play.send(new TareCleared()).scan("ING-0001").stable("50.200");
            assertTrue(play.commands(BalanceCommand.TARE));
            named();
            play.send(new Tared(Mass.grams("50.200"), Examples.START));
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.state(Taring.class);
        }

        @Test
        void once_something_is_in_it_is_no_vessel_any_more() {
            play.weighed("50.000", "10.000");
            named();
            assertTrue(
                    play.state(AwaitingContainer.class).notice() instanceof Notice.WrongIngredient
                            || play.state(AwaitingContainer.class).notice()
                                    instanceof Notice.MaterialRefused);
        }
    }

    @Nested
    @Tag("WEI-4")
    class When_the_scanned_code_was_looked_up {

        private final Source source =
                new Source("C-7", "12", "L2", LocalDate.of(2027, 3, 31), "4", new BigDecimal("98"));

        private BenchPlay looked(String ingredient, @Nullable MaterialRefusal refusal) {
            return play.send(
                    new BenchEvent.CodeScanned(
                            FormulaCode.parse("C-7"),
                            "C-7",
                            new Material(ingredient, source, refusal)));
        }

        @Test
        void a_container_of_the_ingredient_opens_the_step() {
            assertEquals(source, looked("i-1", null).state(Taring.class).source());
        }

        @Test
        @Tag("WEI-3")
        void a_container_of_another_ingredient_stops_hard() {
            looked("i-2", null);
            assertEquals(
                    new Notice.WrongIngredient("ING-0001", "Ingredient 1", "C-7"),
                    play.state(AwaitingContainer.class).notice());
        }

        @Test
        void an_expired_lot_stops_hard_with_its_reason_and_is_a_near_miss() {
            MaterialRefusal expired = new MaterialRefusal.Expired("L2", LocalDate.of(2026, 1, 1));
            looked("i-1", expired);
            assertEquals(
                    new Notice.MaterialRefused(expired),
                    play.state(AwaitingContainer.class).notice());
            play.only(RecordNearMiss.class);
        }

        @Test
        void the_ingredients_own_code_is_no_near_miss_but_not_enough() {
            looked("i-1", new MaterialRefusal.LotNeeded("L1", LocalDate.of(2026, 12, 1)));
            play.state(AwaitingContainer.class);
            assertTrue(play.effect(RecordNearMiss.class).isEmpty());
        }

        @Test
        void targets_are_corrected_by_the_lots_potency_and_the_dispense_names_it() {
            looked("i-1", null).stable("50.000").tared("50.000");
            play.stable("10.153").state(Dispensing.class);
            play.stable("10.154").state(InTolerance.class);
            play.stable("10.204").accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals("12", dispense.lotId());
            assertEquals("4", dispense.containerId());
            assertEquals(new BigDecimal("98"), dispense.potencyPercent());
        }

        @Test
        @Tag("WEI-7")
        void another_container_while_pouring_is_told_to_wait_for_the_part() {
            looked("i-1", null).stable("50.000").tared("50.000").stable("3.000");
            play.send(
                    new BenchEvent.CodeScanned(
                            FormulaCode.parse("C-8"),
                            "C-8",
                            new Material("i-1", Source.ofCode("C-8"), null)));
            assertEquals(new Notice.FinishPartFirst("C-8"), play.state(Dispensing.class).notice());
            assertTrue(play.effect(RecordNearMiss.class).isEmpty());
        }

        @Test
        @Tag("WEI-7")
        void a_part_is_recorded_and_the_rest_is_what_remains() {
            looked("i-1", null).stable("50.000").tared("50.000").stable("3.000");
            Stable seen = play.shown();
            play.send(
                    new BenchEvent.PartTapped(
                            seen.frame().number(), seen.mass(), "d-part", play.now()));
            Dispense part = play.only(Effect.RecordPart.class).dispense();
            play.send(new DispenseCommitted(Examples.partly(session, part)));
            assertEquals(
                    Mass.grams("7.06000"),
                    play.state(AwaitingContainer.class).work().tolerance().target());
        }
    }

    @Nested
    @Tag("SES-7")
    class When_another_amount_is_entered {

        private final Amount two = Amount.of("2", "L");

        @Test
        void the_steps_are_rescaled_by_the_store() {
            play.send(new AmountEntered(two));
            play.state(Rescaling.class);
            assertEquals(
                    new ChangeAmount("s-1", two, Examples.BALANCE, OPERATOR),
                    play.only(ChangeAmount.class));
        }

        @Test
        void nothing_is_weighed_until_the_new_targets_are_known() {
            play.send(new AmountEntered(two)).scan("ING-0001");
            play.state(Rescaling.class);
            play.send(new AmountChanged(Examples.scaled(session, BigDecimal.TWO)));
            assertEquals(
                    Mass.grams("20.000"),
                    play.state(AwaitingContainer.class).work().step().tolerance().target());
        }

        @Test
        void a_change_that_was_not_saved_leaves_the_old_targets() {
            play.send(new AmountEntered(two), new NotCommitted("disk full"));
            AwaitingContainer state = play.state(AwaitingContainer.class);
            assertEquals(new Notice.NotSaved("disk full"), state.notice());
            assertEquals(session, state.work().record());
        }

        @Test
        void it_is_too_late_after_the_first_dispense() {
            play.weighed("50.000", "10.000").send(new AmountEntered(two));
            assertTrue(play.effects().isEmpty());
            play.state(AwaitingContainer.class);
        }
    }

    @Nested
    @Tag("WEI-6")
    class When_taring {

        @BeforeEach
        void the_ingredient_is_right() {
            play.scan("ING-0001");
        }

        @Test
        void a_vessel_at_rest_is_tared_by_itself() {
            assertTrue(play.stable("50.000").commands(BalanceCommand.TARE));
        }

        @Test
        void a_moving_vessel_is_not_tared() {
            assertFalse(play.unstable("50.000").commands(BalanceCommand.TARE));
            assertFalse(play.unmarked("50.000").commands(BalanceCommand.TARE));
            assertFalse(play.send(new TareTapped()).commands(BalanceCommand.TARE));
        }

        @Test
        void an_empty_pan_is_not_tared() {
            assertFalse(play.stable("0.499").commands(BalanceCommand.TARE));
            assertTrue(play.stable("0.500").commands(BalanceCommand.TARE));
        }

        @Test
        void a_vessel_that_the_balances_own_tare_key_hid_is_tared_after_a_tap() {
            play.stable("0.000").send(new TareTapped());
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared());
            assertTrue(play.stable("50.000").commands(BalanceCommand.TARE));
        }

        @Test
        void the_balance_is_asked_once() {
            play.stable("50.000").stable("50.000");
            assertFalse(play.commands(BalanceCommand.TARE));
        }

        @Test
        void a_refusal_is_shown_and_tried_again_at_rest() {
            play.stable("50.000").send(new CommandRefused(BalanceCommand.TARE, "S I"));
            assertEquals(
                    new Notice.BalanceRefused(BalanceCommand.TARE, "S I"),
                    play.state(Taring.class).notice());
            assertTrue(play.stable("50.000").commands(BalanceCommand.TARE));
        }

        @Test
        void the_tare_is_kept_for_a_resume() {
            play.stable("50.000").tared("50.001");
            assertEquals(Mass.grams("50.001"), play.state(Dispensing.class).pour().tare());
            assertEquals(
                    Mass.grams("50.001"), play.only(SaveCheckpoint.class).checkpoint().gross());
        }

        @Test
        void the_wrong_ingredient_leads_back_and_is_kept_as_a_near_miss() {
            play.scan("ING-0002");
            play.state(AwaitingContainer.class);
            play.only(RecordNearMiss.class);
        }

        @Test
        void the_formula_label_under_the_camera_changes_nothing() {
            play.scan("F=PRM00936").state(Taring.class);
            assertTrue(play.effects().isEmpty());
        }
    }

    @Nested
    @Tag("WEI-6")
    class When_taring_a_vessel_that_holds_something {

        @BeforeEach
        void one_step_is_done() {
            play.weighed("50.000", "10.000").unstable("9.000").scan("ING-0002");
            play.send(new TareCleared());
        }

        @Test
        void it_is_tared_if_it_weighs_what_it_last_weighed_within_ten_d() {
            assertTrue(play.stable("60.010").commands(BalanceCommand.TARE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"60.011", "59.989", "50.000", "0.000"})
        void another_mass_is_shown_and_not_tared(String gross) {
            play.stable(gross);
            assertEquals(
                    new Notice.GrossChanged(Mass.grams("60.000"), Mass.grams(gross)),
                    play.state(Taring.class).notice());
            assertFalse(play.commands(BalanceCommand.TARE));
        }

        @Test
        void a_tare_that_caught_something_else_is_taken_back() {
            play.stable("60.000").tared("63.000");
            play.state(Taring.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }
    }

    @Nested
    @Tag("WEI-2")
    class When_dispensing {

        @BeforeEach
        void the_vessel_is_tared() {
            play.poured("50.000");
        }

        @ParameterizedTest
        @CsvSource({"9.949,Dispensing", "9.950,InTolerance", "10.200,InTolerance", "10.201,Over"})
        void both_limits_are_inside(String net, String state) {
            play.stable(net);
            assertEquals(state, play.situation().state().getClass().getSimpleName());
        }

        @Test
        @Tag("WEI-5")
        void enough_that_still_moves_is_settling() {
            play.unstable("10.000").state(Settling.class);
            play.unmarked("10.000").state(Settling.class);
        }

        @Test
        @Tag("WEI-3")
        void another_ingredient_is_a_near_miss_and_the_pour_goes_on() {
            play.stable("5.000").scan("ING-0002");
            assertEquals(
                    new Notice.WrongIngredient("ING-0001", "Ingredient 1", "ING-0002"),
                    play.state(Dispensing.class).notice());
            play.only(RecordNearMiss.class);
        }

        @Test
        void the_same_container_or_the_formula_label_is_no_news() {
            assertTrue(play.scan("ING-0001").effects().isEmpty());
            assertTrue(play.scan("F=PRM00936").effects().isEmpty());
        }

        @Test
        @Tag("SES-9")
        void a_weight_at_rest_that_moved_noticeably_is_kept_for_a_resume() {
            assertTrue(play.stable("0.005").effect(SaveCheckpoint.class).isEmpty());
            assertEquals(
                    Mass.grams("50.006"),
                    play.stable("0.006").only(SaveCheckpoint.class).checkpoint().gross());
            assertTrue(play.unstable("5.000").effect(SaveCheckpoint.class).isEmpty());
        }
    }

    @Nested
    @Tag("WEI-5")
    class When_in_tolerance {

        @BeforeEach
        void the_vessel_holds_enough() {
            play.poured("50.000").stable("10.000");
            play.state(InTolerance.class);
        }

        @Test
        void accept_records_the_newest_reading_with_its_frame() {
            play.accept();
            assertEquals(
                    new Dispense(
                            "d-2",
                            "s-1-1",
                            "ING-0001",
                            null,
                            null,
                            Mass.grams("10.000"),
                            Mass.grams("60.000"),
                            Mass.grams("50.000"),
                            TareSource.BALANCE,
                            "10.000",
                            "g",
                            "flag",
                            "S S 10.000 g",
                            "SIM0001",
                            play.now(),
                            "u-1"),
                    play.only(RecordDispense.class).dispense());
            play.state(Recording.class);
        }

        @Test
        void an_older_reading_counts_if_all_newer_ones_show_the_same() {
            Stable seen = play.shown();
            play.stable("10.000").stable("10.000").accept(seen);
            play.state(Recording.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.001", "9.999"})
        void a_seen_reading_that_changed_records_nothing(String changed) {
            Stable seen = play.shown();
            play.stable(changed).accept(seen);
            play.assertNotAccepted();
            assertEquals(new Notice.WeightChanged(), play.state(InTolerance.class).notice());
        }

        @Test
        void a_reading_that_changed_and_came_back_records_nothing() {
            Stable seen = play.shown();
            play.stable("10.001").stable("10.000").accept(seen);
            play.assertNotAccepted();
        }

        @Test
        void a_reading_between_that_moved_records_nothing() {
            Stable seen = play.shown();
            play.unstable("10.000").stable("10.000").accept(seen);
            play.assertNotAccepted();
        }

        @Test
        void another_mass_under_the_number_of_the_newest_frame_records_nothing() {
            Stable seen = play.shown();
            play.send(
                    new AcceptTapped(seen.frame().number(), Mass.grams("10.001"), "d", play.now()));
            play.assertNotAccepted();
        }

        @Test
        void a_frame_that_has_not_come_yet_records_nothing() {
            Stable seen = play.shown();
            play.send(new AcceptTapped(seen.frame().number() + 1, seen.mass(), "d", play.now()));
            play.assertNotAccepted();
        }

        @Test
        void a_newer_reading_outside_takes_the_accept_away() {
            Stable seen = play.shown();
            play.stable("10.300").state(Over.class);
            play.accept(seen).assertNotAccepted();
        }

        @Test
        void an_unstable_or_unmarked_reading_takes_the_accept_away() {
            Stable seen = play.shown();
            play.unstable("10.000").assertNotAcceptable();
            play.accept(seen).assertNotAccepted();
            play.unmarked("10.000").assertNotAcceptable();
            play.accept(seen).assertNotAccepted();
        }

        @Test
        void overload_and_underload_take_the_accept_away() {
            Stable seen = play.shown();
            play.overload().assertNotAcceptable();
            play.accept(seen).assertNotAccepted();
            play.underload().assertNotAcceptable();
            play.accept(seen).assertNotAccepted();
        }

        @Test
        @Tag("WEI-13")
        void a_stale_reading_takes_the_accept_away() {
            play.pass(Duration.ofSeconds(1)).state(InTolerance.class);
            play.pass(Duration.ofMillis(1)).state(Settling.class);
            play.accept().assertNotAccepted();
        }

        @Test
        @Tag("WEI-13")
        void a_stale_reading_is_not_accepted_even_before_the_tick_that_crosses_it_out() {
            play.clock(Duration.ofMillis(1001)).accept();
            play.assertNotAccepted();
        }

        @Test
        @Tag("WEI-13")
        void a_clock_set_back_brings_no_stale_reading_to_life() {
            play.pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(-2));
            play.state(Settling.class);
            play.accept().assertNotAccepted();
        }

        @Test
        @Tag("WEI-13")
        void a_clock_set_back_makes_no_frozen_reading_last_longer() {
            play.pass(Duration.ofHours(-1)).state(Settling.class);
            play.stable("10.000").state(InTolerance.class);
        }

        @Test
        void a_tare_the_station_subtracts_is_marked_as_computed() {
            play.send(new TareCleared()).stable("60.000").accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals(TareSource.COMPUTED, dispense.tareSource());
            assertEquals(Mass.grams("10.000"), dispense.net());
            assertEquals("60.000", dispense.displayed());
        }
    }

    @Nested
    @Tag("WEI-8")
    class When_too_much_is_in {

        @Test
        void of_the_only_ingredient_some_can_be_taken_out() {
            play.poured("50.000").stable("10.300");
            assertTrue(play.state(Over.class).removalAllowed());
            play.accept().assertNotAccepted();
            play.stable("10.100").state(InTolerance.class);
        }

        @Test
        void of_a_mixture_nothing_can_be_taken_out() {
            play.weighed("50.000", "10.000").poured("60.000").stable("20.500");
            assertFalse(play.state(Over.class).removalAllowed());
            play.stable("20.000").state(Over.class);
            play.accept().assertNotAccepted();
        }

        @Test
        void a_mixture_stays_spoiled_after_the_reason_was_asked_or_the_cable_pulled() {
            play.weighed("50.000", "10.000").poured("60.000").stable("20.401");
            play.send(new BackTapped(), new BackTapped()).stable("20.395").state(Over.class);
            play.status(Examples.OFFLINE).status(Examples.ONLINE).send(new TareCleared());
            play.stable("80.400").state(Over.class);
        }

        @Test
        void weight_in_motion_spoils_nothing() {
            play.weighed("50.000", "10.000").poured("60.000").unstable("25.000");
            play.stable("20.000").state(InTolerance.class);
        }
    }

    @Nested
    class When_recording {

        @BeforeEach
        void accepted() {
            play.poured("50.000").stable("10.000").accept();
        }

        @Test
        void a_second_tap_records_nothing_more() {
            play.accept();
            assertTrue(play.effects().isEmpty());
            play.state(Recording.class);
        }

        @Test
        void only_the_commit_leads_on() {
            SessionRecord after =
                    Examples.dispensed(session, play.state(Recording.class).dispense());
            play.stable("0.000").scan("ING-0002").send(new BackTapped());
            play.state(Recording.class);
            play.send(new DispenseCommitted(after));
            assertEquals(after, play.state(AwaitingContainer.class).work().record());
        }

        @Test
        void not_committed_returns_to_the_weight_and_says_so() {
            play.send(new NotCommitted("disk full"));
            InTolerance state = play.state(InTolerance.class);
            assertEquals(new Notice.NotSaved("disk full"), state.notice());
            play.accept().only(RecordDispense.class);
        }

        @Test
        void not_committed_after_the_balance_was_away_regains_it_and_says_so() {
            play.status(Examples.OFFLINE).status(Examples.ONLINE).send(new NotCommitted("full"));
            assertEquals(new Notice.NotSaved("full"), play.state(Regaining.class).notice());
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared()).stable("60.000").state(InTolerance.class);
        }

        @Test
        void committed_after_the_balance_was_away_brings_it_back_to_gross() {
            SessionRecord after =
                    Examples.dispensed(session, play.state(Recording.class).dispense());
            play.status(Examples.OFFLINE).status(Examples.ONLINE);
            play.send(new DispenseCommitted(after));
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared()).scan("ING-0002");
            assertTrue(play.stable("60.000").commands(BalanceCommand.TARE));
        }
    }

    @Nested
    class When_something_that_nobody_waits_for_is_not_kept {

        @Test
        void every_state_of_a_step_says_so_and_goes_on() {
            play.send(new NotNoted("full"));
            assertEquals(new Notice.NotSaved("full"), play.state(AwaitingContainer.class).notice());
            play.poured("50.000").send(new NotNoted("full"));
            assertEquals(new Notice.NotSaved("full"), play.state(Pouring.class).notice());
            play.stable("10.000").accept().state(Recording.class);
        }

        @Test
        void a_dispense_in_flight_is_still_waited_for() {
            play.poured("50.000").stable("10.000").accept().send(new NotNoted("full"));
            SessionRecord after =
                    Examples.dispensed(session, play.state(Recording.class).dispense());
            play.send(new DispenseCommitted(after)).state(AwaitingContainer.class);
        }
    }
}
