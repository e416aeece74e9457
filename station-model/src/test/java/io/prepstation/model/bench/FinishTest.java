package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.SessionCompleted;
import io.prepstation.model.bench.BenchEvent.SessionFailed;
import io.prepstation.model.bench.BenchEvent.SignTapped;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.Effect.CompleteSession;
import io.prepstation.model.bench.Effect.FailSession;
import io.prepstation.model.bench.Effect.FindUnfinished;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FinishTest {

    private final SessionRecord session = Examples.session("s-1", 1);
    private final BenchPlay play = new BenchPlay();

    @BeforeEach
    void one_step_is_poured() {
        play.started(session).poured("50.000").stable("10.000");
    }

    @Nested
    class When_every_step_is_done {

        private SessionRecord done = session;

        @BeforeEach
        void committed() {
            play.accept();
            done = Examples.dispensed(session, play.state(Recording.class).dispense());
            play.send(new DispenseCommitted(done));
        }

        @Test
        @Tag("REC-2")
        void signing_completes_the_session() {
            assertEquals(done, play.state(AwaitingSignature.class).record());
            assertEquals(
                    List.of(new CompleteSession("s-1", OPERATOR)),
                    play.send(new SignTapped()).effects());
            SessionRecord completed = Examples.ended(done, SessionStatus.COMPLETED, Examples.START);
            play.send(new SessionCompleted(completed));
            assertEquals(completed, play.state(Completed.class).record());
        }

        @Test
        void a_completion_that_was_not_saved_leaves_the_signature_to_be_given() {
            play.send(new SignTapped(), new NotCommitted("disk full"));
            AwaitingSignature state = play.state(AwaitingSignature.class);
            assertEquals(new Notice.NotSaved("disk full"), state.notice());
            assertEquals(done, state.record());
            play.send(new SignTapped()).only(CompleteSession.class);
        }

        @Test
        void the_balance_may_be_away() {
            play.status(Examples.OFFLINE).send(new SignTapped()).state(Completing.class);
        }

        @Test
        void the_finished_session_stays_in_view_until_back_or_the_next_formula() {
            play.send(
                    new SignTapped(),
                    new SessionCompleted(
                            Examples.ended(done, SessionStatus.COMPLETED, Examples.START)));
            play.scan("ING-0001");
            assertEquals(
                    new Notice.UnexpectedCode("ING-0001"), play.state(Completed.class).notice());
            play.scan("F=NEXT");
            assertEquals("NEXT", play.state(Starting.class).formulaCode());
        }
    }

    @Nested
    @Tag("WEI-15")
    class When_given_up {

        @BeforeEach
        void the_reason_is_asked() {
            play.send(new BackTapped()).state(Rejecting.class);
        }

        @Test
        void it_fails_with_the_reason() {
            play.send(new RejectTapped("spilled", "fell over"));
            assertEquals(
                    List.of(new FailSession("s-1", "spilled", "fell over", OPERATOR)),
                    play.effects());
            play.send(
                    new SessionFailed(
                            Examples.ended(session, SessionStatus.FAILED, Examples.START)));
            play.state(Ready.class);
            play.only(FindUnfinished.class);
        }

        @Test
        @Tag("SES-2")
        void the_last_allowed_failure_locks_the_formula() {
            play.send(
                    new RejectTapped("spilled", ""),
                    new SessionFailed(
                            Examples.ended(session, SessionStatus.LOCKED_FAILED, Examples.START)));
            assertEquals(Examples.FORMULA, play.state(Locked.class).formulaCode());
        }

        @Test
        void not_without_a_reason() {
            assertTrue(play.send(new RejectTapped("", "because")).effects().isEmpty());
            play.state(Rejecting.class);
        }

        @Test
        void a_failure_that_was_not_saved_is_said_and_the_step_can_go_on() {
            play.send(new RejectTapped("spilled", ""));
            play.state(Failing.class);
            play.send(new NotCommitted("disk full"));
            assertEquals(new Notice.NotSaved("disk full"), play.state(Rejecting.class).notice());
            play.send(new BackTapped()).stable("9.000").state(Dispensing.class);
        }
    }
}
