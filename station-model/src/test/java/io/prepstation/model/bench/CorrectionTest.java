package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.APPROVAL;
import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.ApprovalTapped;
import io.prepstation.model.bench.BenchEvent.Approved;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.FormulaUnlocked;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.RescalePlanned;
import io.prepstation.model.bench.BenchEvent.RescaleTapped;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Unlocking;
import io.prepstation.model.bench.Effect.OverrideDispense;
import io.prepstation.model.bench.Effect.PlanRescale;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.bench.Effect.RecordRejected;
import io.prepstation.model.bench.Effect.RescaleBatch;
import io.prepstation.model.bench.Effect.UnlockFormula;
import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-8")
class CorrectionTest {

    private final SessionRecord session = Examples.session("s-1", 2);
    private final BenchPlay play = new BenchPlay();

    private BenchPlay looked() {
        Stable seen = play.shown();
        return play.send(
                new CorrectTapped(seen.frame().number(), seen.mass(), "d-over", play.now()));
    }

    private BenchPlay planned() {
        Dispense overshoot = looked().state(Correcting.class).dispense();
        SessionRecord record = play.state(Correcting.class).work().record();
        return play.send(new RescalePlanned("d-over", Examples.plan(record, overshoot)));
    }

    /// The first is in, of the second 21 g instead of at most 20.4 g.
    @Nested
    class When_a_mixed_vessel_holds_too_much {

        @BeforeEach
        void too_much_of_the_second() {
            play.started(session).weighed("50.000", "10.000").send(new TareCleared());
            play.poured("60.000").stable("21.000");
        }

        @Test
        void the_options_are_asked_for_with_what_was_seen() {
            looked();
            PlanRescale wish = play.only(PlanRescale.class);
            assertEquals(Mass.grams("21.000"), wish.overshoot().net());
            assertEquals("S S 21.000 g", wish.overshoot().rawFrame());
        }

        @Test
        void the_batch_grows_as_it_was_shown_and_the_top_up_comes_first() {
            Possible plan =
                    assertInstanceOf(Possible.class, planned().state(Correcting.class).plan());
            play.send(new RescaleTapped());
            RescaleBatch effect = play.only(RescaleBatch.class);
            assertEquals(plan.after(), effect.after());

            SessionRecord record = play.state(Recording.class).work().record();
            play.send(new DispenseCommitted(Examples.grown(record, effect.overshoot(), plan)));
            AwaitingContainer next = play.state(AwaitingContainer.class);
            assertEquals(1, next.work().step().sequence());
            assertEquals(Mass.grams("0.294"), next.work().tolerance().target());
        }

        @Test
        void the_top_up_is_weighed_on_its_own_and_judged_with_what_was_in() {
            Possible plan =
                    assertInstanceOf(Possible.class, planned().state(Correcting.class).plan());
            play.send(new RescaleTapped());
            SessionRecord record = play.state(Recording.class).work().record();
            play.send(
                    new DispenseCommitted(
                            Examples.grown(
                                    record, play.only(RescaleBatch.class).overshoot(), plan)),
                    new TareCleared());
            play.poured("81.000");
            play.stable("0.200").state(Dispensing.class);
            play.stable("0.294").state(InTolerance.class);
            assertEquals(
                    Mass.grams("0.294"), play.accept().only(RecordDispense.class).dispense().net());
        }

        @Test
        void nothing_grows_around_a_weight_that_changed_since() {
            planned().stable("21.002").send(new RescaleTapped());
            assertEquals(new Notice.WeightChanged(), play.state(Correcting.class).notice());
            assertTrue(play.effects().stream().noneMatch(RescaleBatch.class::isInstance));
        }

        @Test
        void nothing_grows_before_anybody_was_shown_how() {
            looked().send(new RescaleTapped());
            play.state(Correcting.class);
            assertTrue(play.effects().isEmpty());
        }

        @Test
        void a_plan_for_another_weight_is_not_shown() {
            Dispense overshoot = looked().state(Correcting.class).dispense();
            play.send(new RescalePlanned("d-other", Examples.plan(session, overshoot)));
            assertEquals(null, play.state(Correcting.class).plan());
        }

        @Test
        void back_leads_to_the_balance_again() {
            looked().send(new BackTapped()).state(Over.class);
        }

        @Test
        void what_was_not_saved_can_be_tried_again() {
            planned().send(new RescaleTapped(), new NotCommitted("disk full"));
            assertEquals(new Notice.NotSaved("disk full"), play.state(Over.class).notice());
        }

        @Test
        void a_mixture_of_which_some_was_taken_is_only_rejected() {
            play.stable("20.900");
            looked();
            assertEquals(new Notice.MixtureTaken(), play.state(Over.class).notice());
        }

        @Test
        @Tag("WEI-12")
        void a_rejection_keeps_the_weight_and_ends_the_session() {
            looked().send(new RejectTapped("overshoot", ""));
            assertEquals(Mass.grams("21.000"), play.only(RecordRejected.class).dispense().net());
            play.state(Failing.class);
        }

        @Test
        void a_supervisor_with_a_reason_may_keep_it() {
            looked().send(new ApprovalTapped(), new Approved(APPROVAL, play.now()));
            assertEquals(APPROVAL, play.only(OverrideDispense.class).approval());
            play.state(Recording.class);
        }

        @Test
        void nobody_else_may_and_not_without_a_reason() {
            looked().send(new ApprovalTapped());
            for (Approval approval :
                    new Approval[] {
                        new Approval(OPERATOR, Authentication.CHOSEN, "usable", ""),
                        new Approval(Examples.SUPERVISOR, Authentication.CHOSEN, "", "x"),
                        new Approval(Examples.SUPERVISOR, Authentication.CHOSEN, "other", " ")
                    }) {
                play.send(new Approved(approval, play.now()));
                assertEquals(
                        new Notice.ApprovalRefused(approval.by().name()),
                        play.state(Approving.class).notice());
            }
        }

        @Test
        void an_approval_of_a_weight_that_changed_meanwhile_records_nothing() {
            looked().send(new ApprovalTapped()).stable("21.005");
            play.send(new Approved(APPROVAL, play.now()));
            assertEquals(new Notice.WeightChanged(), play.state(Correcting.class).notice());
        }
    }

    @Nested
    class When_the_vessel_holds_this_ingredient_alone {

        @Test
        void what_is_taken_out_is_told_as_waste() {
            play.started(session).poured("50.000").stable("11.000").stable("10.100");
            RecordDispense effect = play.accept().only(RecordDispense.class);
            assertEquals(Mass.grams("0.900"), effect.removed());
        }

        @Test
        void nothing_is_waste_if_it_never_was_too_much() {
            play.started(session).poured("50.000").stable("10.150").stable("10.100");
            assertEquals(null, play.accept().only(RecordDispense.class).removed());
        }
    }

    @Nested
    @Tag("WEI-6")
    class When_the_balances_own_tare_key_is_pressed {

        @BeforeEach
        void half_is_in() {
            play.started(session).poured("50.000").stable("5.000").stable("0.001");
        }

        @Test
        void the_balance_is_brought_to_gross_and_it_stays_in_the_record() {
            play.state(Regaining.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.only(RecordInterruption.class);
        }

        @Test
        void what_was_in_counts_on() {
            play.send(new TareCleared()).stable("55.000").state(Dispensing.class);
            play.stable("60.000").state(InTolerance.class);
            assertEquals(
                    Mass.grams("10.000"),
                    play.accept().only(RecordDispense.class).dispense().net());
        }

        @Test
        void a_vessel_that_was_emptied_does_not_go_on() {
            play.send(new TareCleared()).stable("50.001");
            assertInstanceOf(Notice.GrossChanged.class, play.state(Regaining.class).notice());
        }
    }

    @Nested
    @Tag("SES-2")
    @Tag("WEI-15")
    class When_a_formula_is_locked {

        private final BenchState locked = new Locked(OPERATOR, Examples.FORMULA);
        private final Bench bench = new Bench(BenchRules.DEFAULT);

        private Next next(BenchState state, BenchEvent event) {
            return bench.next(new Situation(state, Pan.unknown(Examples.ONLINE)), event);
        }

        @Test
        void a_supervisor_opens_it_with_a_reason() {
            BenchState asked = next(locked, new ApprovalTapped()).situation().state();
            Next approved = next(asked, new Approved(APPROVAL, Examples.START));
            assertEquals(
                    new UnlockFormula(Examples.FORMULA, APPROVAL), approved.effects().getFirst());
            BenchState waiting = assertInstanceOf(Unlocking.class, approved.situation().state());
            assertInstanceOf(
                    Ready.class,
                    next(waiting, new FormulaUnlocked(Examples.FORMULA)).situation().state());
        }

        @Test
        void it_stays_locked_without_one() {
            BenchState asked = next(locked, new ApprovalTapped()).situation().state();
            Approval operators = new Approval(OPERATOR, Authentication.CHOSEN, "usable", "");
            assertTrue(
                    next(asked, new Approved(operators, Examples.START)).effects().stream()
                            .noneMatch(UnlockFormula.class::isInstance));
            assertEquals(locked, next(asked, new BackTapped()).situation().state());
        }
    }
}
