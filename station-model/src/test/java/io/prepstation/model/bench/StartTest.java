package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.BALANCE;
import static io.prepstation.model.bench.Examples.FORMULA;
import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.ReviewReady;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.SessionMissing;
import io.prepstation.model.bench.BenchEvent.SessionOpened;
import io.prepstation.model.bench.BenchEvent.SignOutTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.StartRefused;
import io.prepstation.model.bench.BenchEvent.StartTapped;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Opening;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.Effect.CreateSession;
import io.prepstation.model.bench.Effect.FindUnfinished;
import io.prepstation.model.bench.Effect.OpenSession;
import io.prepstation.model.bench.Effect.PrepareReview;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SES-7")
class StartTest {

    private static final BenchRules REVIEW_FIRST =
            new BenchRules(
                    true,
                    BenchRules.DEFAULT.staleAfter(),
                    BenchRules.DEFAULT.grossWindow(),
                    BenchRules.DEFAULT.smallestVessel(),
                    BenchRules.DEFAULT.tareWindow());

    private final SessionRecord session = Examples.session("s-1", 2);
    private final Unfinished unfinished = new Unfinished(session, null);
    private final Effect create = new CreateSession(OPERATOR, FORMULA, null, BALANCE);
    private final Effect review = new PrepareReview(FORMULA, null, BALANCE, null);
    private final BenchPlay play = new BenchPlay();

    @Nested
    class When_signed_out {

        @Test
        void a_scan_does_nothing() {
            assertTrue(play.scan("F=PRM00936").effects().isEmpty());
            play.state(SignedOut.class);
        }

        @Test
        @Tag("SES-9")
        void whoever_signs_in_is_offered_the_interrupted_session() {
            play.send(new SignedIn(OPERATOR));
            assertEquals(List.of(new FindUnfinished()), play.effects());
            play.send(new UnfinishedFound(unfinished));
            assertEquals(unfinished, play.state(Ready.class).unfinished());
        }

        @Test
        @Tag("SES-9")
        void nothing_to_resume_is_known_only_when_the_store_has_answered() {
            play.send(new SignedIn(OPERATOR));
            assertFalse(play.state(Ready.class).looked());
            play.send(new UnfinishedFound(null));
            assertTrue(play.state(Ready.class).looked());
        }

        @Test
        @Tag("SES-9")
        void a_store_that_could_not_answer_is_asked_again() {
            play.send(new SignedIn(OPERATOR), new NotNoted("disk full"), new BackTapped());
            assertEquals(List.of(new FindUnfinished()), play.effects());
        }
    }

    @Nested
    class When_ready {

        @BeforeEach
        void signed_in() {
            play.ready();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"F=PRM00936", "https://x.org/formula-first?code=PRM00936&auto=start"})
        void a_formula_starts_at_once(String text) {
            assertEquals(List.of(create), play.scan(text).effects());
            play.state(Starting.class);
        }

        @Test
        void a_link_without_auto_start_opens_the_review() {
            play.scan("https://x.org/formula-first?code=PRM00936");
            assertEquals(List.of(review), play.effects());
        }

        @Test
        void the_review_always_opens_where_the_site_wants_it_first() {
            BenchPlay careful = new BenchPlay(REVIEW_FIRST);
            assertEquals(List.of(review), careful.ready().scan("F=PRM00936").effects());
            careful.send(new BackTapped());
        }

        @ParameterizedTest
        @ValueSource(strings = {"S=s-1;F=PRM00936", "https://x.org/preparations/s-1?f=PRM00936"})
        void a_session_label_opens_the_session(String text) {
            assertEquals(List.of(new OpenSession("s-1")), play.scan(text).effects());
            assertEquals(FORMULA, play.state(Opening.class).formulaCode());
        }

        @ParameterizedTest
        @ValueSource(strings = {"ING-0042", "C=1", "B=7", "E=https://hub;K=ABCD-EFGH"})
        void another_code_says_what_was_read(String text) {
            play.scan(text);
            assertEquals(new Notice.UnexpectedCode(text), play.state(Ready.class).notice());
        }

        @Test
        @Tag("DEV-SCAN")
        void a_scan_that_is_not_whole_is_to_be_scanned_again() {
            play.send(BenchEvent.CodeScanned.torn());
            assertEquals(new Notice.TornCode(), play.state(Ready.class).notice());
        }

        @Test
        void a_text_that_no_station_prints_says_what_was_read() {
            play.scan("hello world");
            assertEquals(new Notice.UnknownText("hello world"), play.state(Ready.class).notice());
        }

        @Test
        void nothing_starts_without_a_balance() {
            play.status(Examples.OFFLINE).scan("F=PRM00936");
            assertEquals(new Notice.BalanceNeeded(), play.state(Ready.class).notice());
        }

        @Test
        void signing_out_leaves() {
            play.send(new SignOutTapped()).state(SignedOut.class);
        }
    }

    @Nested
    class When_a_session_is_interrupted {

        private final Notice first = new Notice.ResumeFirst("s-1");

        @BeforeEach
        void it_is_offered() {
            play.send(new SignedIn(OPERATOR), new UnfinishedFound(unfinished)).scan("F=PRM00936");
            assertEquals(List.of(new PrepareReview(FORMULA, null, BALANCE, first)), play.effects());
            play.send(new ReviewReady(Examples.REVIEW, first));
        }

        @Test
        void no_other_starts() {
            assertTrue(play.send(new StartTapped()).effects().isEmpty());
            assertEquals(first, play.state(Reviewing.class).notice());
        }

        @Test
        void no_other_starts_after_another_amount_either() {
            Amount two = Amount.of("2", "L");
            assertEquals(
                    List.of(new PrepareReview(FORMULA, two, BALANCE, first)),
                    play.send(new AmountEntered(two)).effects());
        }

        @Test
        void no_other_starts_after_a_notice_or_another_scan_either() {
            play.send(new NotNoted("full")).scan("F=PRM00936");
            assertEquals(first, play.state(Reviewing.class).notice());
            play.status(Examples.OFFLINE).send(new AmountEntered(Examples.LITRE));
            play.status(Examples.ONLINE).send(new StartTapped());
            assertTrue(play.effects().isEmpty());
            play.state(Reviewing.class);
        }
    }

    @Nested
    class When_reviewing {

        @BeforeEach
        void in_review() {
            play.ready().scan("/formula-first?code=PRM00936");
            play.send(new ReviewReady(Examples.REVIEW, null));
        }

        @Test
        void start_creates_the_session_with_the_amount_in_view() {
            assertEquals(
                    List.of(new CreateSession(OPERATOR, FORMULA, Examples.LITRE, BALANCE)),
                    play.send(new StartTapped()).effects());
        }

        @Test
        void what_is_not_feasible_does_not_start() {
            Infeasible tooLight =
                    new Infeasible.TooLight(
                            new FormulaLine(
                                    1,
                                    "i",
                                    BigDecimal.ONE,
                                    new Deviation.Percent(BigDecimal.ONE),
                                    new Deviation.Percent(BigDecimal.ONE)),
                            Mass.grams("0.001"),
                            Mass.grams("0.002"));
            play.send(new ReviewReady(Examples.review(List.of(tooLight)), null), new StartTapped());
            assertTrue(play.effects().isEmpty());
            play.state(Reviewing.class);
        }

        @Test
        void a_stray_code_keeps_the_review_in_view() {
            play.scan("ING-0042");
            assertEquals(
                    new Notice.UnexpectedCode("ING-0042"), play.state(Reviewing.class).notice());
        }

        @Test
        void another_formula_may_be_scanned() {
            play.scan("F=OTHER");
            assertEquals("OTHER", play.state(Starting.class).formulaCode());
        }

        @Test
        void without_a_balance_it_says_so() {
            play.status(Examples.OFFLINE).send(new StartTapped());
            assertEquals(new Notice.BalanceNeeded(), play.state(Reviewing.class).notice());
        }

        @Test
        void back_looks_for_what_is_unfinished() {
            assertEquals(List.of(new FindUnfinished()), play.send(new BackTapped()).effects());
        }
    }

    @Nested
    class When_starting {

        @BeforeEach
        void asked_the_store() {
            play.ready().scan("F=PRM00936");
        }

        @Test
        void the_created_session_opens_at_its_first_step_and_the_balance_shows_gross() {
            play.send(new SessionCreated(session));
            assertEquals(
                    session.steps().getFirst(), play.state(AwaitingContainer.class).work().step());
            assertTrue(play.commands(BalanceCommand.CLEAR_TARE));
        }

        @Test
        void a_balance_lost_meanwhile_is_a_fault_and_nothing_is_commanded() {
            play.status(Examples.OFFLINE).send(new SessionCreated(session));
            play.state(Fault.class);
            assertTrue(play.effects().isEmpty());
        }

        @Test
        void a_refusal_says_why_and_looks_for_what_is_unfinished() {
            play.send(new StartRefused(new Notice.UnknownFormula(FORMULA)));
            assertEquals(new Notice.UnknownFormula(FORMULA), play.state(Ready.class).notice());
            assertEquals(List.of(new FindUnfinished()), play.effects());
        }

        @Test
        @Tag("SES-2")
        void a_locked_formula_waits_for_a_supervisor() {
            play.send(new StartRefused(new Notice.FormulaLocked(FORMULA)));
            assertEquals(FORMULA, play.state(Locked.class).formulaCode());
        }

        @Test
        void what_was_not_saved_is_said() {
            play.send(new NotCommitted("disk full"));
            assertEquals(new Notice.NotSaved("disk full"), play.state(Ready.class).notice());
        }
    }

    @Nested
    class When_opening {

        @BeforeEach
        void a_label_was_scanned() {
            play.ready().scan("S=s-1;F=PRM00936");
        }

        @Test
        @Tag("SES-6")
        void a_missing_session_starts_its_formula() {
            assertEquals(List.of(create), play.send(new SessionMissing("s-1")).effects());
        }

        @Test
        void a_missing_session_opens_the_review_where_the_site_wants_it_first() {
            BenchPlay careful = new BenchPlay(REVIEW_FIRST);
            careful.ready().scan("S=s-1;F=PRM00936").send(new SessionMissing("s-1"));
            assertEquals(List.of(review), careful.effects());
        }

        @Test
        @Tag("SES-6")
        void a_missing_session_without_a_formula_is_not_found() {
            BenchPlay other = new BenchPlay();
            other.ready().scan("S=s-1").send(new SessionMissing("s-1"));
            assertEquals(new Notice.SessionNotFound("s-1"), other.state(Ready.class).notice());
        }

        @Test
        void an_ended_session_is_not_weighed_again() {
            play.send(
                    new SessionOpened(
                            new Unfinished(
                                    Examples.ended(
                                            session, SessionStatus.COMPLETED, Examples.START),
                                    null)));
            assertEquals(
                    new Notice.SessionEnded("s-1", "completed"), play.state(Ready.class).notice());
        }

        @Test
        void a_session_without_a_weighing_opens_at_its_first_step() {
            play.send(new SessionOpened(unfinished));
            assertNull(play.state(AwaitingContainer.class).notice());
        }

        @Test
        void without_a_balance_the_interrupted_session_is_looked_for_again() {
            play.status(Examples.OFFLINE).send(new SessionMissing("s-1"));
            assertEquals(new Notice.BalanceNeeded(), play.state(Ready.class).notice());
            play.only(FindUnfinished.class);
        }
    }
}
