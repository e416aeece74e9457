package io.prepstation.model.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchEvent.AcknowledgeTapped;
import io.prepstation.model.bench.BenchEvent.Approved;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.HazardsAcknowledged;
import io.prepstation.model.bench.BenchEvent.ManualEntered;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.StepChosen;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordManual;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.TareSource;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a formula line asks beside its mass, and a mass that no balance can say.
class LineRulesTest {

    private final BenchPlay play = new BenchPlay();

    private static SessionRecord asking(int steps, LineRule... rules) {
        return Examples.asking(Examples.session("s-1", steps), _ -> Set.of(rules));
    }

    private static Approval by(User user) {
        return new Approval(user, Authentication.BADGE_AND_PIN, "usable", "");
    }

    @Nested
    @Tag("WEI-14")
    class Of_a_dangerous_ingredient {

        private final SessionRecord session = asking(2, LineRule.HAZARDS);

        @BeforeEach
        void identified() {
            play.started(session).scan("ING-0001").stable("50.000");
        }

        @Test
        void nothing_is_tared_before_its_hazards_are_acknowledged() {
            play.state(Acknowledging.class);
            assertTrue(!play.commands(BalanceCommand.TARE));
            play.send(new AcknowledgeTapped());
            assertEquals(
                    new Effect.AcknowledgeHazards("s-1", "s-1-1", Examples.OPERATOR),
                    play.only(Effect.AcknowledgeHazards.class));
            play.send(new HazardsAcknowledged(Examples.acknowledged(session, "s-1-1")));
            play.state(Taring.class);
            assertTrue(play.commands(BalanceCommand.TARE));
        }

        @Test
        void what_could_not_be_kept_is_asked_again() {
            play.send(new AcknowledgeTapped(), new NotNoted("disk full"));
            assertEquals(
                    new Notice.NotSaved("disk full"), play.state(Acknowledging.class).notice());
            play.send(new AcknowledgeTapped()).only(Effect.AcknowledgeHazards.class);
        }

        @Test
        void the_hazards_are_asked_once_in_a_session() {
            SessionRecord known = Examples.acknowledged(session, "s-1-1");
            BenchPlay again = new BenchPlay().started(known).scan("ING-0001").stable("50.000");
            again.state(Taring.class);
        }

        @Test
        void after_the_balance_was_away_it_is_asked_again() {
            play.status(Examples.OFFLINE).state(Fault.class);
            play.status(Examples.ONLINE).send(new TareCleared()).state(Acknowledging.class);
            play.send(new AcknowledgeTapped()).only(Effect.AcknowledgeHazards.class);
        }
    }

    @Nested
    @Tag("REC-2")
    class Where_a_witness_is_asked {

        @BeforeEach
        void accepted() {
            play.started(asking(2, LineRule.WITNESS)).poured("50.000").stable("10.000").accept();
        }

        @Test
        void nothing_is_recorded_before_a_second_person_has_looked() {
            play.state(Approving.class);
            assertTrue(play.effect(RecordDispense.class).isEmpty());
            Approval second = by(Examples.SUPERVISOR);
            play.send(new Approved(second, play.now()));
            assertEquals(second, play.only(RecordDispense.class).witness());
            play.state(Recording.class);
        }

        @Test
        void whoever_weighed_is_no_second_person() {
            play.send(new Approved(by(Examples.OPERATOR), play.now()));
            assertEquals(
                    new Notice.SecondPersonNeeded(Examples.OPERATOR.name()),
                    play.state(Approving.class).notice());
            assertTrue(play.effects().stream().noneMatch(RecordDispense.class::isInstance));
        }

        @Test
        void a_weight_that_changed_meanwhile_is_not_recorded() {
            play.stable("10.002").send(new Approved(by(Examples.SUPERVISOR), play.now()));
            assertEquals(new Notice.WeightChanged(), play.state(InTolerance.class).notice());
            assertTrue(play.effect(RecordDispense.class).isEmpty());
        }

        @Test
        void back_leads_to_the_weight() {
            play.send(new BackTapped()).state(InTolerance.class);
        }
    }

    @Nested
    @Tag("WEI-3")
    class In_free_order {

        @BeforeEach
        void started() {
            play.started(asking(3, LineRule.FREE_ORDER));
        }

        @Test
        void the_right_ingredient_of_another_step_is_offered_and_weighed() {
            play.scan("ING-0003");
            assertTrue(
                    play.state(AwaitingContainer.class).notice() instanceof Notice.OtherStep offer
                            && offer.sequence() == 3);
            assertTrue(play.effect(Effect.RecordNearMiss.class).isEmpty());
            play.send(new StepChosen("s-1-3"));
            assertEquals(3, play.state(Taring.class).work().step().sequence());
        }

        @Test
        void a_chosen_step_is_weighed_and_the_first_open_one_follows() {
            play.send(new StepChosen("s-1-2")).weighed("50.000", "20.000");
            assertEquals(1, play.state(AwaitingContainer.class).work().step().sequence());
        }

        @Test
        void a_power_cut_leads_back_to_the_chosen_step() {
            play.send(new StepChosen("s-1-2")).poured("50.000").stable("5.000");
            var saved = play.only(Effect.SaveCheckpoint.class).checkpoint();
            SessionRecord record = play.state(Dispensing.class).work().record();
            assertEquals("s-1-2", new Unfinished(record, saved).step().orElseThrow().id());
        }

        @Test
        void a_fixed_line_is_passed_by_nobody() {
            SessionRecord fixed =
                    Examples.asking(
                            Examples.session("s-1", 3),
                            step -> step.sequence() == 2 ? Set.of() : Set.of(LineRule.FREE_ORDER));
            BenchPlay other = new BenchPlay().started(fixed).send(new StepChosen("s-1-3"));
            assertEquals(1, other.state(AwaitingContainer.class).work().step().sequence());
            other.scan("ING-0003").only(Effect.RecordNearMiss.class);
        }
    }

    @Nested
    @Tag("WEI-6")
    class With_a_vessel_of_its_own {

        @Test
        void each_line_is_tared_on_its_own_and_nothing_is_compared() {
            play.started(asking(2, LineRule.OWN_VESSEL)).weighed("50.000", "10.000");
            play.send(new TareCleared()).poured("33.000").stable("20.000").accept();
            assertEquals(Mass.grams("33.000"), play.only(RecordDispense.class).dispense().tare());
        }

        @Test
        void what_is_too_much_may_be_taken_out_because_the_vessel_holds_nothing_else() {
            play.started(asking(2, LineRule.OWN_VESSEL)).weighed("50.000", "10.000");
            play.send(new TareCleared()).poured("33.000").stable("21.000");
            assertTrue(play.state(BenchState.Over.class).removalAllowed());
        }
    }

    @Nested
    @Tag("WEI-10")
    class A_mass_that_is_typed {

        @BeforeEach
        void pouring() {
            play.started(Examples.session("s-1", 2)).poured("50.000").stable("3.000");
        }

        private BenchPlay typed(String grams) {
            return play.send(new ManualEntered(Mass.grams(grams), "d-typed", play.now()));
        }

        @Test
        void is_recorded_only_if_somebody_with_the_right_to_stands_for_it() {
            typed("10.000").state(Approving.class);
            assertTrue(play.effects().isEmpty());
            play.send(new Approved(by(Examples.OPERATOR), play.now())).state(Approving.class);
            assertTrue(play.effects().stream().noneMatch(RecordManual.class::isInstance));
            play.send(new Approved(by(Examples.SUPERVISOR), play.now()));
            var dispense = play.only(RecordManual.class).dispense();
            assertEquals("usable", dispense.manualReason());
            assertEquals(Mass.grams("10.000"), dispense.net());
            assertEquals(Mass.grams("60.000"), dispense.gross());
            assertEquals("", dispense.rawFrame());
            assertEquals("", dispense.balanceSerial());
        }

        @Test
        void lies_inside_the_limits_or_is_not_taken() {
            typed("10.300");
            assertEquals(
                    new Notice.ManualOutside(
                            Mass.grams("10.300"), Mass.grams("9.950"), Mass.grams("10.200")),
                    play.state(Dispensing.class).notice());
        }

        @Test
        void helps_where_the_balance_is_away() {
            play.status(Examples.OFFLINE).state(Fault.class);
            typed("10.000").state(Approving.class);
            play.send(new Approved(by(Examples.SUPERVISOR), play.now()));
            play.only(RecordManual.class);
        }

        @Test
        void that_is_not_wanted_after_all_leads_back_to_the_pour() {
            typed("10.000").send(new BackTapped());
            play.state(Dispensing.class);
        }

        @Test
        void makes_the_next_gross_check_as_loose_as_its_limits() {
            typed("10.000").send(new Approved(by(Examples.SUPERVISOR), play.now()));
            SessionRecord after =
                    Examples.dispensed(
                            play.state(Recording.class).work().record(),
                            play.only(RecordManual.class).dispense());
            play.send(new DispenseCommitted(after), new TareCleared());
            play.scan("ING-0002").stable("60.190");
            assertTrue(play.commands(BalanceCommand.TARE));
        }

        @Test
        void never_makes_it_looser_than_that() {
            typed("10.000").send(new Approved(by(Examples.SUPERVISOR), play.now()));
            SessionRecord after =
                    Examples.dispensed(
                            play.state(Recording.class).work().record(),
                            play.only(RecordManual.class).dispense());
            play.send(new DispenseCommitted(after), new TareCleared());
            play.scan("ING-0002").stable("60.300");
            assertTrue(play.state(Taring.class).notice() instanceof Notice.GrossChanged);
        }
    }

    @Nested
    @Tag("SES-9")
    class While_the_reasons_are_open {

        @Test
        void the_balances_own_tare_key_hides_nothing() {
            play.started(Examples.session("s-1", 2)).poured("50.000").unstable("2.500");
            play.send(new BackTapped()).stable("2.500").send(new BackTapped()).stable("0.000");
            play.state(Regaining.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }
    }

    @Nested
    @Tag("WEI-4")
    class A_compensator {

        @Test
        void takes_what_potency_correction_added() {
            SessionRecord record =
                    Examples.asking(
                            Examples.session("s-1", 2),
                            step -> step.sequence() == 2 ? Set.of(LineRule.COMPENSATOR) : Set.of());
            var weak =
                    new Dispense(
                            "d-1",
                            "s-1-1",
                            "ING-0001",
                            null,
                            null,
                            Mass.grams("10.204"),
                            Mass.grams("60.204"),
                            Mass.grams("50.000"),
                            TareSource.BALANCE,
                            "10.204",
                            "g",
                            "flag",
                            "S S 10.204 g",
                            "SIM0001",
                            Examples.START,
                            "u-1",
                            new BigDecimal("98"),
                            null);
            SessionRecord half = Examples.dispensed(record, weak);
            Work work = new Work(Examples.OPERATOR, half, half.nextStep().orElseThrow());
            assertEquals(Mass.grams("19.796"), work.tolerance().target());
            assertEquals(Mass.grams("19.746"), work.tolerance().lowerLimit());
        }
    }
}
