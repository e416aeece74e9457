package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.ResumeTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect.FailSession;
import io.prepstation.model.bench.Effect.FindUnfinished;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.TareSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SES-9")
class InterruptionTest {

    private final SessionRecord session = Examples.session("s-1", 2);
    private final BenchPlay play = new BenchPlay();

    @Nested
    @Tag("STO-9")
    class When_somebody_else_takes_the_bench_over {

        private static final User OTHER = new User("u-2", "B. Other", Set.of(Role.OPERATOR), true);

        @Test
        void the_session_is_taken_up_as_after_a_power_cut() {
            play.started(session).poured("50.000").stable("5.000").send(new SignedIn(OTHER));

            assertEquals(OTHER, play.state(Ready.class).operator());
            assertTrue(play.effects().stream().anyMatch(FindUnfinished.class::isInstance));
        }

        private void takesUp(SessionRecord record, Checkpoint checkpoint) {
            play.send(
                    new SignedIn(OTHER),
                    new UnfinishedFound(new Unfinished(record, checkpoint)),
                    new ResumeTapped());
        }

        @Test
        @Tag("WEI-15")
        void both_names_are_in_the_record() {
            play.started(session).poured("50.000").stable("5.000");
            takesUp(session, play.only(SaveCheckpoint.class).checkpoint());

            assertEquals(
                    "taken up again after an interruption by B. Other; begun by "
                            + session.context().operatorName(),
                    play.only(RecordInterruption.class).text());
        }

        @Test
        @Tag("WEI-15")
        void both_names_are_there_too_where_nothing_was_weighed_yet() {
            play.started(session);
            takesUp(session, null);

            play.state(AwaitingContainer.class);
            assertEquals(OTHER, play.only(RecordInterruption.class).by());
            assertTrue(play.only(RecordInterruption.class).text().contains("B. Other"));
        }

        @Test
        void the_same_person_changes_nothing() {
            play.started(session).poured("50.000").stable("5.000").send(new SignedIn(OPERATOR));

            play.state(Dispensing.class);
        }
    }

    @Nested
    class When_the_cable_is_pulled_while_pouring {

        @BeforeEach
        void half_is_in() {
            play.started(session).poured("50.000").stable("5.000").status(Examples.OFFLINE);
        }

        @Test
        void the_bench_is_at_fault_and_knows_what_stood_on_the_pan() {
            Fault fault = play.state(Fault.class);
            assertEquals(Examples.OFFLINE, fault.status());
            assertEquals(Mass.grams("55.000"), fault.lastGross());
        }

        @Test
        void nothing_can_be_accepted() {
            play.stable("10.000").accept().assertNotAccepted();
        }

        @Test
        void the_same_balance_is_brought_to_gross_and_never_tared() {
            play.status(Examples.ONLINE).state(Regaining.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
            play.only(RecordInterruption.class);
            assertFalse(
                    play.send(new TareCleared()).stable("55.000").commands(BalanceCommand.TARE));
        }

        @Test
        void the_step_goes_on_with_the_computed_tare() {
            play.status(Examples.ONLINE).send(new TareCleared());
            play.stable("55.000").state(Dispensing.class);
            play.stable("60.000").accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals(Mass.grams("10.000"), dispense.net());
            assertEquals(Mass.grams("50.000"), dispense.tare());
            assertEquals(TareSource.COMPUTED, dispense.tareSource());
        }

        @ParameterizedTest
        @ValueSource(strings = {"54.990", "55.000", "60.000"})
        void what_was_in_or_more_goes_on(String gross) {
            play.status(Examples.ONLINE).send(new TareCleared()).stable(gross);
            assertFalse(play.situation().state() instanceof Regaining);
        }

        @ParameterizedTest
        @ValueSource(strings = {"54.989", "50.000", "0.000", "-55.000"})
        void less_than_what_was_in_is_shown_and_waits(String gross) {
            play.status(Examples.ONLINE).send(new TareCleared()).stable(gross);
            assertEquals(
                    new Notice.GrossChanged(Mass.grams("55.000"), Mass.grams(gross)),
                    play.state(Regaining.class).notice());
            play.accept().assertNotAccepted();
        }

        @Test
        void a_moving_weight_proves_nothing() {
            play.status(Examples.ONLINE).send(new TareCleared()).unstable("60.000");
            play.state(Regaining.class);
        }

        @Test
        void a_refused_clearing_of_the_tare_is_asked_again() {
            play.status(Examples.ONLINE)
                    .send(new CommandRefused(BalanceCommand.CLEAR_TARE, "not now"));
            assertTrue(play.stable("5.000").commands(BalanceCommand.CLEAR_TARE));
            play.send(
                    new CommandRefused(BalanceCommand.CLEAR_TARE, "not now"), new NotNoted("full"));
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }

        @Test
        void another_balance_stays_a_fault_and_is_not_commanded() {
            Online other = new Online(Examples.OTHER_BALANCE);
            play.status(other);
            assertEquals(other, play.state(Fault.class).status());
            assertTrue(play.effects().isEmpty());
            play.status(Examples.ONLINE).state(Regaining.class);
        }

        @Test
        void a_second_break_keeps_the_first_gross() {
            play.status(Examples.ONLINE).status(Examples.OFFLINE).status(Examples.ONLINE);
            assertEquals(Mass.grams("55.000"), play.state(Regaining.class).lastGross());
        }

        @Test
        void back_leaves_the_session_to_be_resumed() {
            play.send(new BackTapped()).state(Ready.class);
            play.only(FindUnfinished.class);
        }

        @Test
        @Tag("WEI-15")
        void the_session_can_be_given_up_without_the_balance() {
            play.send(new RejectTapped("broken", "balance is broken"));
            assertEquals(
                    new FailSession("s-1", "broken", "balance is broken", OPERATOR),
                    play.only(FailSession.class));
            play.state(Failing.class);
        }

        @Test
        @Tag("WEI-15")
        void a_failure_that_was_not_saved_leads_back_to_a_balance_that_came_back_meanwhile() {
            play.send(new RejectTapped("broken", "")).status(Examples.ONLINE);
            play.send(new NotCommitted("full")).state(Rejecting.class);
            play.send(new BackTapped()).state(Regaining.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }

        @Test
        @Tag("WEI-15")
        void nothing_is_given_up_without_a_reason() {
            assertTrue(play.send(new RejectTapped(" ", "")).effects().isEmpty());
            play.state(Fault.class);
        }
    }

    @Nested
    class When_the_cable_is_pulled_elsewhere {

        @Test
        void before_the_scan_the_step_waits_again() {
            play.started(session).status(Examples.OFFLINE).state(Fault.class);
            play.status(Examples.ONLINE).state(AwaitingContainer.class);
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }

        @Test
        void while_taring_the_tare_is_asked_anew() {
            play.started(session).scan("ING-0001").stable("50.000");
            play.status(Examples.OFFLINE).status(Examples.ONLINE).send(new TareCleared());
            play.state(Taring.class);
            assertTrue(play.stable("50.000").commands(BalanceCommand.TARE));
        }

        @Test
        void while_a_reason_is_asked_the_way_back_regains_the_balance() {
            play.started(session).poured("50.000").stable("5.000").send(new BackTapped());
            play.status(Examples.OFFLINE).status(Examples.ONLINE).send(new BackTapped());
            assertEquals(Mass.grams("55.000"), play.state(Regaining.class).lastGross());
        }

        @Test
        void while_a_reason_is_asked_and_it_stays_away_the_way_back_is_a_fault() {
            play.started(session).poured("50.000").send(new BackTapped());
            play.status(Examples.OFFLINE).send(new BackTapped()).state(Fault.class);
        }
    }

    @Nested
    class After_a_power_cut_in_the_second_step {

        private final SessionRecord oneDone = oneDone();

        private SessionRecord oneDone() {
            BenchPlay before = new BenchPlay();
            before.started(session).weighed("50.000", "10.000");
            return before.state(AwaitingContainer.class).work().record();
        }

        private BenchPlay resumed(Checkpoint checkpoint) {
            return play.send(
                    new SignedIn(OPERATOR),
                    new UnfinishedFound(new Unfinished(oneDone, checkpoint)),
                    new ResumeTapped(),
                    new TareCleared());
        }

        private Checkpoint checkpoint(String stepId, String gross) {
            return new Checkpoint(
                    "s-1",
                    stepId,
                    "ING-0002",
                    Mass.grams("60.000"),
                    Mass.grams(gross),
                    Examples.START);
        }

        @Test
        void the_pan_is_emptied_and_zeroed_and_the_vessel_put_back() {
            resumed(checkpoint("s-1-2", "70.000"));
            assertEquals(Phase.EMPTY_PAN, play.state(Interrupted.class).phase());
            assertFalse(play.stable("70.000").commands(BalanceCommand.ZERO));
            assertTrue(play.stable("0.003").commands(BalanceCommand.ZERO));
            play.send(new Zeroed());
            assertEquals(Phase.VESSEL, play.state(Interrupted.class).phase());
            Pour pour = play.stable("70.003").state(Dispensing.class).pour();
            assertEquals(Mass.grams("60.000"), pour.tare());
            play.stable("80.000").state(InTolerance.class);
            play.accept();
            assertEquals(Mass.grams("20.000"), play.only(RecordDispense.class).dispense().net());
        }

        @ParameterizedTest
        @ValueSource(strings = {"69.989", "70.011", "50.000"})
        void a_vessel_of_another_mass_is_shown_and_waits(String gross) {
            resumed(checkpoint("s-1-2", "70.000")).stable("0.000").send(new Zeroed()).stable(gross);
            assertEquals(
                    new Notice.GrossChanged(Mass.grams("70.000"), Mass.grams(gross)),
                    play.state(Interrupted.class).notice());
        }

        @Test
        void between_two_steps_the_last_confirmed_gross_counts() {
            resumed(checkpoint("s-1-1", "59.995"));
            play.stable("0.000").send(new Zeroed()).stable("60.010");
            play.state(AwaitingContainer.class);
        }

        @Test
        void a_zeroing_that_nobody_asked_for_skips_nothing() {
            resumed(checkpoint("s-1-2", "70.000")).send(new Zeroed());
            assertEquals(Phase.EMPTY_PAN, play.state(Interrupted.class).phase());
        }

        @Test
        void a_refused_zero_starts_over() {
            resumed(checkpoint("s-1-2", "70.000")).stable("0.000");
            play.send(new CommandRefused(BalanceCommand.ZERO, "Z +"));
            assertEquals(Phase.EMPTY_PAN, play.state(Interrupted.class).phase());
            assertTrue(play.stable("0.000").commands(BalanceCommand.ZERO));
        }

        @Test
        void a_pulled_cable_starts_over() {
            resumed(checkpoint("s-1-2", "70.000")).stable("0.000").send(new Zeroed());
            play.status(Examples.OFFLINE).state(Fault.class);
            play.status(Examples.ONLINE);
            assertEquals(Phase.EMPTY_PAN, play.state(Interrupted.class).phase());
        }

        @Test
        @Tag("WEI-8")
        void an_overshoot_is_not_forgotten() {
            resumed(checkpoint("s-1-2", "81.000"));
            play.stable("0.000").send(new Zeroed()).stable("81.000").state(Over.class);
            play.stable("80.000").state(Over.class);
        }

        @Test
        void the_interruption_is_recorded() {
            play.send(
                    new SignedIn(OPERATOR),
                    new UnfinishedFound(new Unfinished(oneDone, null)),
                    new ResumeTapped());
            assertEquals("s-1-2", play.only(RecordInterruption.class).stepId());
        }

        @Test
        void another_balance_is_a_fault() {
            play.status(new Online(Examples.OTHER_BALANCE));
            resumed(checkpoint("s-1-2", "70.000")).state(Fault.class);
        }

        @Test
        void a_session_with_every_step_done_goes_straight_to_the_signature() {
            SessionRecord one = Examples.session("s-2", 1);
            BenchPlay before = new BenchPlay();
            before.started(one).poured("50.000").stable("10.000").accept();
            SessionRecord done = Examples.dispensed(one, before.state(Recording.class).dispense());
            play.send(
                    new SignedIn(OPERATOR),
                    new UnfinishedFound(new Unfinished(done, null)),
                    new ResumeTapped());
            assertEquals(done, play.state(AwaitingSignature.class).record());
        }
    }

    @Nested
    @Tag("WEI-8")
    class When_too_much_went_into_a_mixture {

        @Test
        void the_most_that_was_in_is_kept_for_a_resume() {
            play.started(session).weighed("50.000", "10.000").poured("60.000");
            play.stable("20.400").stable("20.401");
            assertEquals(
                    List.of(Mass.grams("80.401")),
                    play.effect(SaveCheckpoint.class).stream()
                            .map(saved -> saved.checkpoint().gross())
                            .toList());
            assertTrue(play.stable("19.000").effect(SaveCheckpoint.class).isEmpty());
        }
    }
}
