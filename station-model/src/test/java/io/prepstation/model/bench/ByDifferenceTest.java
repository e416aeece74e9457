package io.prepstation.model.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.TareTapped;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Settling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownContainer;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.TareSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Weighed as what its container loses: the container stands on the balance, and material is taken out of it.
@Tag("WEI-5")
@Tag("WEI-6")
class ByDifferenceTest {

    private final BenchPlay play = new BenchPlay();

    /// Two steps, of which these ask it.
    private static SessionRecord asking(Integer... sequences) {
        return Examples.asking(
                Examples.session("s-1", 2),
                step ->
                        Arrays.asList(sequences).contains(step.sequence())
                                ? Set.of(LineRule.BY_DIFFERENCE)
                                : Set.of());
    }

    private void committed() {
        play.send(
                new DispenseCommitted(
                        Examples.dispensed(
                                play.state(Recording.class).work().record(),
                                play.only(RecordDispense.class).dispense())));
    }

    /// The container stands there, with this gross mass.
    private void stands(String gross) {
        play.stable(gross).send(new TareTapped());
    }

    @Nested
    class While_the_container_is_awaited {

        @BeforeEach
        void identify() {
            play.started(asking(1)).scan("ING-0001");
        }

        @Test
        void nothing_begins_by_itself_because_the_vessel_may_still_stand_there() {
            play.stable("57.123").stable("57.123");
            assertFalse(play.state(Taring.class).asked());
            assertFalse(play.commands(BalanceCommand.TARE));
        }

        @Test
        void the_operator_says_that_it_stands_there() {
            stands("57.123");
            assertEquals(Mass.grams("57.123"), play.state(Dispensing.class).pour().tare());
            assertEquals(Mass.grams("57.123"), play.only(SaveCheckpoint.class).checkpoint().tare());
        }

        @Test
        void one_that_the_balances_own_tare_key_hid_is_asked_for() {
            play.stable("0.000").send(new TareTapped());
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared());
            stands("57.123");
            assertEquals(Mass.grams("57.123"), play.state(Dispensing.class).pour().tare());
        }

        @Test
        void the_balances_own_tare_key_on_an_empty_pan_changes_nothing() {
            play.stable("0.004").stable("0.000");
            stands("57.123");
            assertEquals(Mass.grams("57.123"), play.state(Dispensing.class).pour().tare());
        }

        @Test
        void neither_a_moving_container_nor_an_empty_pan_is_believed() {
            play.unstable("57.123").send(new TareTapped());
            play.state(Taring.class);
            play.stable("0.000").send(new TareTapped());
            play.state(Taring.class);
        }
    }

    @Nested
    @Tag("WEI-4")
    class When_the_container_is_known {

        @BeforeEach
        void identify() {
            Source source =
                    new Source("C-9", "12", "L2", null, "4", null)
                            .in(
                                    new KnownContainer(
                                            "C-9", Mass.grams("20.000"), Mass.grams("57.123")));
            play.started(asking(1))
                    .send(
                            new BenchEvent.CodeScanned(
                                    new ScannedCode.ContainerCode("C-9"),
                                    "C=C-9",
                                    new Material("i-1", source, null)));
        }

        @Test
        void one_heavier_than_it_was_last_is_another_one() {
            stands("58.000");
            assertEquals(
                    new Notice.OtherContainer("C-9", Mass.grams("57.123"), Mass.grams("58.000")),
                    play.state(Taring.class).notice());
        }

        @Test
        void one_lighter_than_it_is_empty_is_another_one() {
            stands("15.000");
            assertEquals(
                    new Notice.OtherContainer("C-9", Mass.grams("20.000"), Mass.grams("15.000")),
                    play.state(Taring.class).notice());
        }

        @Test
        void one_that_was_used_meanwhile_is_right() {
            stands("40.000");
            play.state(Dispensing.class);
        }

        @Test
        void its_lid_alone_is_no_weight() {
            stands("57.123");
            play.stable("3.000");
            assertEquals(
                    Optional.empty(),
                    play.state(Dispensing.class).pour().net(play.situation().pan()));
        }
    }

    @Nested
    class While_something_is_taken_out {

        @BeforeEach
        void take() {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
        }

        @Test
        void what_the_container_lost_is_held_against_the_limits() {
            play.stable("50.000");
            assertEquals(
                    Optional.of(Mass.grams("7.123")),
                    play.state(Dispensing.class).pour().net(play.situation().pan()));
            play.unstable("47.123");
            play.state(Settling.class);
            play.stable("47.123");
            play.state(InTolerance.class);
            play.stable("46.922");
            play.state(Over.class);
        }

        @Test
        void the_record_has_both_readings() {
            play.stable("47.121").accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals(Mass.grams("10.002"), dispense.net());
            assertEquals(Mass.grams("57.123"), dispense.tare());
            assertEquals(Mass.grams("47.121"), dispense.gross());
            assertEquals(TareSource.COMPUTED, dispense.tareSource());
            assertEquals("47.121", dispense.displayed());
            assertTrue(dispense.adds(true));
            assertFalse(dispense.adds(false));
        }

        @Test
        void a_reading_that_is_not_the_newest_is_not_accepted() {
            var seen = play.stable("47.121").shown();
            play.stable("47.000").accept(seen);
            play.assertNotAccepted();
        }

        @Test
        void a_container_that_is_off_the_balance_is_no_weight_at_all() {
            play.stable("50.000").stable("0.000");
            assertEquals(
                    Optional.empty(),
                    play.state(Regaining.class).pour().net(play.situation().pan()));
            assertTrue(play.effect(RecordInterruption.class).isEmpty());
            play.send(new TareCleared()).stable("0.000").accept();
            play.assertNotAccepted();
            play.stable("47.123");
            play.state(InTolerance.class);
        }

        @Test
        void a_container_heavier_than_it_was_is_asked_back() {
            play.stable("57.200");
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared()).stable("57.200");
            assertInstanceOf(Notice.ContainerChanged.class, play.state(Regaining.class).notice());
            play.stable("50.000");
            play.state(Dispensing.class);
        }

        @Test
        void the_balances_own_tare_key_hides_nothing() {
            play.stable("50.000").stable("0.000").send(new TareCleared()).stable("50.000");
            play.stable("47.123").accept();
            assertEquals(Mass.grams("10.000"), play.only(RecordDispense.class).dispense().net());
        }

        /// The station has asked for gross as soon as the container was lifted; on an empty pan the key takes nothing away.
        @Test
        void that_key_on_the_empty_pan_changes_nothing_either() {
            play.stable("50.000").stable("0.000").send(new TareCleared());
            play.stable("0.000").stable("0.000").stable("47.123").accept();
            assertEquals(Mass.grams("10.000"), play.only(RecordDispense.class).dispense().net());
        }

        @Test
        void a_vessel_that_is_scanned_is_not_the_one_to_weigh_into() {
            play.scan("C=V-7");
            assertNotNull(play.state(Dispensing.class).notice());
        }

        @Test
        @Tag("WEI-7")
        void what_came_out_of_an_empty_container_is_a_part() {
            play.stable("53.000");
            var seen = play.shown();
            play.send(
                    new BenchEvent.PartTapped(
                            seen.frame().number(), seen.mass(), "d-1", play.now()));
            Dispense part = play.only(Effect.RecordPart.class).dispense();
            assertEquals(Mass.grams("4.123"), part.net());
        }
    }

    @Nested
    @Tag("WEI-8")
    class When_too_much_is_out {

        @BeforeEach
        void tooMuch() {
            play.started(asking(2)).weighed("50.000", "10.000");
            play.scan("ING-0002").stable("20.000").send(new TareCleared());
            stands("90.000");
            play.stable("68.000");
        }

        @Test
        void it_is_an_overshoot_like_any_other() {
            var seen = play.shown();
            play.send(
                    new BenchEvent.CorrectTapped(
                            seen.frame().number(), seen.mass(), "d-9", play.now()));
            assertEquals(
                    Mass.grams("22.000"), play.state(BenchState.Correcting.class).dispense().net());
        }

        @Test
        void some_may_be_put_back_and_the_record_says_how_much() {
            assertTrue(play.state(Over.class).removalAllowed());
            play.stable("70.000").accept();
            assertEquals(Mass.grams("2.000"), play.only(RecordDispense.class).removed());
        }
    }

    @Nested
    class Beside_steps_that_are_weighed_in {

        @Test
        void what_stood_there_before_is_not_taken_for_the_container() {
            play.started(asking(2)).weighed("50.000", "10.000");
            play.scan("ING-0002");
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.send(new TareCleared());
            stands("60.000");
            assertEquals(
                    new Notice.StoodThere(Mass.grams("60.000")), play.state(Taring.class).notice());
            stands("90.000");
            play.state(Dispensing.class);
        }

        @Test
        void the_vessel_is_expected_to_weigh_what_went_in_more() {
            SessionRecord record = asking(2);
            play.started(record).weighed("50.000", "10.000");
            play.scan("ING-0002").stable("10.000").send(new TareCleared());
            stands("90.000");
            play.stable("70.000").accept();
            Dispense taken = play.only(RecordDispense.class).dispense();
            SessionRecord after =
                    Examples.dispensed(play.state(Recording.class).work().record(), taken);
            assertEquals(
                    Optional.of(Mass.grams("80.000")), after.lastGross(record.steps().getFirst()));
            assertEquals(Optional.empty(), after.lastGross(record.steps().getLast()));
        }

        @Test
        void the_container_is_not_taken_for_the_vessel() {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
            play.stable("47.123").accept();
            committed();
            play.scan("ING-0002");
            assertEquals(
                    new Notice.StoodThere(Mass.grams("47.123")), play.state(Taring.class).notice());
            assertFalse(play.commands(BalanceCommand.TARE));
        }

        @Test
        void after_one_by_difference_an_empty_pan_is_not_tared() {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
            play.stable("47.123").accept();
            committed();
            play.scan("ING-0002").stable("0.000");
            assertFalse(play.state(Taring.class).asked());
            assertEquals(Optional.empty(), play.state(Taring.class).work().lastGross());
            play.stable("60.000");
            assertTrue(play.commands(BalanceCommand.TARE));
        }
    }

    @Nested
    @Tag("SES-9")
    class When_the_balance_was_away {

        private void away() {
            play.status(Examples.OFFLINE).status(Examples.ONLINE).send(new TareCleared());
        }

        @Test
        void before_the_container_stood_there_it_is_awaited_again() {
            play.started(asking(1)).scan("ING-0001");
            away();
            stands("57.123");
            play.state(Dispensing.class);
        }

        @Test
        void the_same_container_goes_on_however_much_was_taken_meanwhile() {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
            play.stable("52.000");
            away();
            play.stable("47.123").accept();
            assertEquals(Mass.grams("10.000"), play.only(RecordDispense.class).dispense().net());
        }

        @Test
        void one_with_more_in_it_does_not() {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
            play.stable("52.000");
            away();
            play.stable("55.000");
            assertEquals(
                    new Notice.ContainerChanged(Mass.grams("52.000"), Mass.grams("55.000")),
                    play.state(Regaining.class).notice());
        }
    }

    @Nested
    @Tag("SES-9")
    class After_a_power_cut {

        private BenchPlay again(String saved) {
            play.started(asking(1)).scan("ING-0001");
            stands("57.123");
            play.stable(saved);
            var checkpoint = play.only(SaveCheckpoint.class).checkpoint();
            var unfinished = new Unfinished(asking(1), checkpoint);
            return new BenchPlay()
                    .send(
                            new SignedIn(Examples.OPERATOR),
                            new UnfinishedFound(unfinished),
                            new BenchEvent.ResumeTapped(),
                            new TareCleared())
                    .stable("0.000")
                    .send(new Zeroed());
        }

        @Test
        void the_container_with_what_is_left_in_it_goes_on() {
            BenchPlay resumed = again("52.000");
            resumed.stable("52.000").stable("47.123").accept();
            assertEquals(Mass.grams("10.000"), resumed.only(RecordDispense.class).dispense().net());
        }

        @Test
        void another_container_does_not() {
            BenchPlay resumed = again("52.000");
            resumed.stable("57.123");
            assertInstanceOf(
                    Notice.ContainerChanged.class,
                    resumed.state(BenchState.Interrupted.class).notice());
        }

        @Test
        void an_overshoot_is_not_forgotten() {
            BenchPlay resumed = again("46.000");
            resumed.stable("46.000");
            resumed.state(Over.class);
            resumed.stable("47.123").accept();
            assertEquals(Mass.grams("1.123"), resumed.only(RecordDispense.class).removed());
        }
    }
}
