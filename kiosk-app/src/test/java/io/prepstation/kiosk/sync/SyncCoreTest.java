package io.prepstation.kiosk.sync;

import static io.prepstation.kiosk.sync.CoreBench.FIRST;
import static io.prepstation.kiosk.sync.CoreBench.NOW;
import static io.prepstation.kiosk.sync.CoreBench.RULES;
import static io.prepstation.kiosk.sync.CoreBench.SECOND;
import static io.prepstation.kiosk.sync.CoreBench.alarm;
import static io.prepstation.kiosk.sync.CoreBench.away;
import static io.prepstation.kiosk.sync.CoreBench.backlog;
import static io.prepstation.kiosk.sync.CoreBench.downloaded;
import static io.prepstation.kiosk.sync.CoreBench.effects;
import static io.prepstation.kiosk.sync.CoreBench.newKey;
import static io.prepstation.kiosk.sync.CoreBench.notReached;
import static io.prepstation.kiosk.sync.CoreBench.only;
import static io.prepstation.kiosk.sync.CoreBench.postponed;
import static io.prepstation.kiosk.sync.CoreBench.probed;
import static io.prepstation.kiosk.sync.CoreBench.receipt;
import static io.prepstation.kiosk.sync.CoreBench.resting;
import static io.prepstation.kiosk.sync.CoreBench.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TypeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncCoreTest {

    final CoreBench bench = new CoreBench();

    @Nested
    class When_resting {

        @Test
        @Tag("SYN-10")
        void the_start_reads_the_queue_and_wants_the_download() {
            Next next = bench.step(EngineState.initial(true), new SyncEvent.Started());

            assertEquals(effects(new SyncEffect.ReadQueue()), next.effects());
            assertTrue(next.state().downloadDue());
        }

        @Test
        @Tag("SYN-10")
        void finished_work_is_sent_at_once() {
            Next next =
                    bench.steps(
                            resting(),
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(backlog(FIRST, SECOND)));

            assertEquals(effects(new SyncEffect.Upload(FIRST)), next.effects());
        }

        @Test
        void finished_work_is_tried_even_if_the_hub_was_away_a_moment_ago() {
            EngineState state = resting().seeing(away(false, NOW.plusSeconds(200)));

            Next next =
                    bench.steps(
                            state,
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(effects(new SyncEffect.Upload(FIRST)), next.effects());
        }

        @Test
        @Tag("SYN-11")
        void what_is_not_due_waits_and_sets_the_alarm() {
            Instant later = NOW.plusSeconds(20);

            Next next =
                    bench.steps(
                            resting(),
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(backlog(postponed(FIRST, 1, later))));

            assertEquals(later, alarm(next));
            assertEquals(new Activity.Resting(), next.state().activity());
        }

        @Test
        void a_time_that_only_a_wrong_clock_can_have_written_is_over() {
            WaitingUpload nextYear = postponed(FIRST, 1, NOW.plus(Duration.ofDays(365)));

            Next next =
                    bench.steps(
                            resting(),
                            new SyncEvent.Tick(),
                            new SyncEvent.QueueRead(backlog(nextYear)));

            assertEquals(effects(new SyncEffect.Upload(nextYear)), next.effects());
        }

        @Test
        void a_look_without_work_asks_whether_the_hub_is_there() {
            Next next =
                    bench.steps(
                            resting(), new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog()));

            assertEquals(effects(new SyncEffect.Probe()), next.effects());
        }

        @Test
        void answers_nobody_waits_for_change_nothing() {
            EngineState state = resting();

            for (SyncEvent late :
                    List.of(
                            new SyncEvent.QueueRead(backlog(FIRST)),
                            new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt(FIRST))),
                            new SyncEvent.Stored(),
                            downloaded(),
                            probed())) {
                assertEquals(Next.of(state), bench.step(state, late), late.toString());
            }
        }
    }

    @Nested
    class When_auto_sync_is_off {

        final EngineState off = EngineState.initial(false);

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @Tag("SYN-10")
        void nothing_is_sent_by_itself_but_the_queue_is_counted(boolean atStart) {
            SyncEvent wake = atStart ? new SyncEvent.Started() : new SyncEvent.WorkAdded();

            Next woken = bench.step(off, wake);
            Next next = bench.step(woken.state(), new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(
                    new Decision.Skipped("autoSyncEnabled=false"),
                    only(woken, SyncEffect.Explain.class).decision());
            assertEquals(
                    new SyncStatus.Waiting(1, NOW.minusSeconds(60)), SyncStatus.of(next.state()));
            assertEquals(new Activity.Resting(), next.state().activity());
        }

        @Test
        void a_person_still_can() {
            Next next =
                    bench.steps(
                            off, new SyncEvent.Asked(1), new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(effects(new SyncEffect.Upload(FIRST)), next.effects());
        }

        @Test
        void it_does_not_look_more_often_for_work_it_may_not_send() {
            Next next =
                    bench.steps(
                            off,
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(NOW.plus(RULES.lookEvery()), alarm(next));
        }

        /// A person's wish found no hub; the header and the log say when it is back.
        @Test
        @Tag("SYN-10")
        void a_hub_that_was_away_is_still_asked_whether_it_is_back() {
            EngineState out = off.seeing(away(false, NOW.minusSeconds(1)));

            Next asked = bench.step(out, new SyncEvent.Tick());
            Next still = bench.step(asked.state(), notReached());
            Next returning = bench.steps(still.state(), new SyncEvent.Tick(), probed());
            Instant settled = NOW.plus(RULES.settle());
            EngineState asking =
                    bench.core.step(returning.state(), new SyncEvent.Tick(), settled).state();
            Next back = bench.core.step(asking, probed(), settled);

            assertEquals(effects(new SyncEffect.Probe()), asked.effects());
            assertTrue(alarm(still).isBefore(NOW.plus(RULES.lookEvery())), still::toString);
            assertEquals(settled, alarm(returning));
            assertEquals(
                    new Decision.Reconnected(true, false, true),
                    only(back, SyncEffect.Explain.class).decision());
            assertEquals(new Activity.Resting(), back.state().activity());
            assertEquals(settled.plus(RULES.lookEvery()), alarm(back));
        }

        @Test
        void switching_it_on_sends_what_waits() {
            Next next =
                    bench.steps(
                            off,
                            new SyncEvent.AutoSyncSet(true),
                            new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(effects(new SyncEffect.Upload(FIRST)), next.effects());
        }
    }

    @Nested
    @Tag("SYN-2")
    class When_asked_for_one_type {

        private Next asked(EntityType type) {
            return bench.steps(
                    EngineState.initial(false),
                    new SyncEvent.Asked(1, SyncScope.of(type)),
                    new SyncEvent.QueueRead(CoreBench.changes(3, FIRST)));
        }

        @Test
        void goes_alone_where_nothing_is_sent_by_itself_whatever_else_came_meanwhile() {
            EngineState asked =
                    bench.steps(
                                    bench.sending(FIRST),
                                    new SyncEvent.AutoSyncSet(false),
                                    new SyncEvent.Asked(2, SyncScope.of(EntityType.LOTS)),
                                    new SyncEvent.WorkAdded())
                            .state();

            assertEquals(Wish.asked(2, SyncScope.of(EntityType.LOTS)), asked.pending());
        }

        @Test
        void goes_with_everything_where_that_goes_by_itself() {
            EngineState asked =
                    bench.steps(
                                    bench.sending(FIRST),
                                    new SyncEvent.Asked(2, SyncScope.of(EntityType.LOTS)),
                                    new SyncEvent.WorkAdded())
                            .state();

            assertEquals(Wish.asked(2), asked.pending());
        }

        @Test
        void only_changes_of_it_go() {
            Next next = asked(EntityType.LOTS);
            Next after =
                    bench.steps(
                            next.state(),
                            CoreBench.pushed(CoreBench.taken()),
                            new SyncEvent.QueueRead(CoreBench.changes(3, FIRST)));

            assertEquals(
                    effects(new SyncEffect.Push(true, List.of(), 50, EntityType.LOTS)),
                    next.effects());
            assertEquals(effects(new SyncEffect.Pull()), after.effects());
        }

        @Test
        void sessions_go_without_the_changes() {
            assertEquals(
                    effects(new SyncEffect.Upload(FIRST)), asked(EntityType.SESSIONS).effects());
        }

        @Test
        void who_asks_for_everything_meanwhile_gets_it() {
            EngineState lots = asked(EntityType.LOTS).state();
            EngineState both =
                    bench.steps(
                                    lots,
                                    new SyncEvent.Asked(2, SyncScope.of(EntityType.LOTS)),
                                    new SyncEvent.Asked(3))
                            .state();

            assertEquals(Wish.asked(2).and(Wish.asked(3), true), both.pending());
        }
    }

    @Nested
    @Tag("SYN-2")
    class When_asked_for_one_way {

        private Next asked(SyncScope scope, Backlog waiting) {
            return bench.steps(
                    EngineState.initial(false).downloadDue(true),
                    new SyncEvent.Asked(1, scope),
                    new SyncEvent.QueueRead(waiting));
        }

        @Test
        void sending_ends_after_the_changes_and_the_sessions_though_there_is_news() {
            Next changes = asked(SyncScope.SENDING, CoreBench.changes(3, FIRST));
            Next session =
                    bench.steps(
                            changes.state(),
                            CoreBench.pushed(CoreBench.taken()),
                            new SyncEvent.QueueRead(CoreBench.changes(3, FIRST)));
            Next over =
                    bench.steps(
                            bench.answered(session.state(), receipt(FIRST)).state(),
                            new SyncEvent.Stored(),
                            new SyncEvent.QueueRead(CoreBench.changes(0)));

            assertEquals(
                    effects(new SyncEffect.Push(true, List.of(), 50, null)), changes.effects());
            assertEquals(effects(new SyncEffect.Upload(FIRST)), session.effects());
            assertEquals(List.of(1L), only(over, SyncEffect.RoundEnded.class).tickets());
            assertEquals(new Activity.Resting(), over.state().activity());
            assertTrue(over.state().downloadDue());
        }

        @Test
        void sending_leaves_it_to_the_next_look_to_fetch_what_it_brought_about() {
            EngineState pushing =
                    bench.steps(
                                    resting(),
                                    new SyncEvent.Asked(1, SyncScope.SENDING),
                                    new SyncEvent.QueueRead(CoreBench.changes(1)))
                            .state();
            Next sent =
                    bench.steps(
                            pushing,
                            CoreBench.pushed(CoreBench.taken(), "a"),
                            new SyncEvent.PushKept(
                                    new PushTally(1, 0, 0, 0, List.of(), TypeCounts.NONE)),
                            new SyncEvent.QueueRead(CoreBench.changes(0)));
            Next looked =
                    bench.steps(
                            sent.state(),
                            new SyncEvent.Tick(),
                            new SyncEvent.QueueRead(CoreBench.changes(0)));

            assertEquals(1, only(sent, SyncEffect.RoundEnded.class).result().synced());
            assertEquals(effects(new SyncEffect.Pull()), looked.effects());
        }

        @Test
        void sending_goes_with_one_type() {
            Next lots =
                    asked(
                            new SyncScope(SyncScope.Direction.SEND, EntityType.LOTS),
                            CoreBench.changes(3, FIRST));
            Next over =
                    bench.steps(
                            lots.state(),
                            CoreBench.pushed(CoreBench.taken()),
                            new SyncEvent.QueueRead(CoreBench.changes(2, FIRST)));

            assertEquals(
                    effects(new SyncEffect.Push(true, List.of(), 50, EntityType.LOTS)),
                    lots.effects());
            assertEquals(new Activity.Resting(), over.state().activity());
        }

        @Test
        void fetching_reads_the_feed_to_its_end_and_sends_nothing() {
            Next page = asked(SyncScope.FETCHING, CoreBench.changes(3, FIRST));
            Next more =
                    bench.steps(page.state(), CoreBench.page(true), new SyncEvent.PageKept(true));
            Next over =
                    bench.steps(more.state(), CoreBench.page(false), new SyncEvent.PageKept(false));

            assertEquals(effects(new SyncEffect.Pull()), page.effects());
            assertEquals(effects(new SyncEffect.Pull()), more.effects());
            assertEquals(new Activity.Resting(), over.state().activity());
            assertEquals(0, only(over, SyncEffect.RoundEnded.class).result().operations());
        }

        @Test
        void fetching_loads_anew_from_a_hub_that_was_restored_and_still_sends_nothing() {
            EngineState pulling = asked(SyncScope.FETCHING, CoreBench.changes(3, FIRST)).state();
            Next refused =
                    bench.step(
                            pulling,
                            new SyncEvent.PageAnswered(
                                    new HubAnswer.Failed<>(new HubFailure.Gone("restored", 7L))));
            Next over =
                    bench.steps(
                            refused.state(),
                            downloaded(),
                            new SyncEvent.QueueRead(CoreBench.changes(4, FIRST)),
                            new SyncEvent.QueueRead(CoreBench.changes(4, FIRST)));

            assertEquals(effects(new SyncEffect.Download()), refused.effects());
            assertEquals(new Activity.Resting(), over.state().activity());
        }

        @ParameterizedTest
        @Tag("SYN-12")
        @ValueSource(booleans = {true, false})
        void sending_to_a_hub_that_was_restored_loads_first_and_goes_on_after(boolean changes) {
            Backlog waiting = changes ? CoreBench.changes(1) : CoreBench.changes(0, FIRST);
            HubFailure restored = new HubFailure.Gone("another feed", 7L);
            EngineState sending = asked(SyncScope.SENDING, waiting).state();
            Next load =
                    changes
                            ? bench.steps(
                                    sending,
                                    CoreBench.pushed(new HubAnswer.Failed<>(restored), "a"),
                                    new SyncEvent.PushKept(PushTally.NOTHING),
                                    new SyncEvent.QueueRead(waiting))
                            : bench.steps(
                                    bench.failed(sending, restored).state(),
                                    new SyncEvent.Stored(),
                                    new SyncEvent.QueueRead(waiting));
            Next again = bench.steps(load.state(), downloaded(), new SyncEvent.QueueRead(waiting));

            assertEquals(effects(new SyncEffect.Download()), load.effects());
            assertEquals(
                    effects(
                            changes
                                    ? new SyncEffect.Push(true, List.of(), 50, null)
                                    : new SyncEffect.Upload(FIRST)),
                    again.effects());
        }

        @Test
        void who_asks_for_the_other_way_meanwhile_gets_it_afterwards() {
            EngineState fetching = asked(SyncScope.FETCHING, CoreBench.changes(3, FIRST)).state();
            Next asked = bench.step(fetching, new SyncEvent.Asked(2, SyncScope.SENDING));
            Next over =
                    bench.steps(
                            asked.state(), CoreBench.page(false), new SyncEvent.PageKept(false));
            Next next = bench.step(over.state(), new SyncEvent.QueueRead(CoreBench.changes(3)));

            assertEquals(List.of(), asked.effects());
            assertEquals(List.of(1L), only(over, SyncEffect.RoundEnded.class).tickets());
            assertEquals(effects(new SyncEffect.Push(true, List.of(), 50, null)), next.effects());
        }

        @Test
        void who_ask_for_both_ways_meanwhile_get_one_round_of_both() {
            EngineState asked =
                    bench.steps(
                                    bench.sending(FIRST),
                                    new SyncEvent.Asked(2, SyncScope.SENDING),
                                    new SyncEvent.Asked(3, SyncScope.FETCHING))
                            .state();

            assertEquals(
                    new Wish(Wish.Urgency.ASKED, List.of(2L, 3L), SyncScope.EVERYTHING),
                    asked.pending());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void fetching_becomes_everything_only_where_things_go_up_by_themselves(boolean autoSync) {
            EngineState asked =
                    bench.steps(
                                    bench.sending(FIRST),
                                    new SyncEvent.AutoSyncSet(autoSync),
                                    new SyncEvent.Asked(2, SyncScope.FETCHING),
                                    new SyncEvent.WorkAdded())
                            .state();

            assertEquals(
                    Wish.asked(2, autoSync ? SyncScope.EVERYTHING : SyncScope.FETCHING),
                    asked.pending());
        }
    }

    @Nested
    class When_sending {

        final EngineState sending = bench.sending(FIRST, SECOND);

        @Test
        @Tag("SYN-18")
        void the_header_counts_up() {
            assertEquals(new SyncStatus.Syncing(0, 2, false), SyncStatus.of(sending));
        }

        @Test
        @Tag("SYN-3")
        void a_receipt_of_the_hub_for_what_was_sent_is_kept_and_the_next_one_goes() {
            Next kept = bench.answered(sending, receipt(FIRST));
            Next read = bench.step(kept.state(), new SyncEvent.Stored());
            Next next = bench.step(read.state(), new SyncEvent.QueueRead(backlog(SECOND)));

            assertEquals(new UploadOutcome.Received(FIRST, receipt(FIRST)), stored(kept));
            assertEquals(effects(new SyncEffect.ReadQueue()), read.effects());
            assertEquals(effects(new SyncEffect.Upload(SECOND)), next.effects());
        }

        @Test
        @Tag("SYN-3")
        void a_receipt_that_does_not_verify_is_never_at_the_hub() {
            var forged = receipt(newKey(), FIRST.sessionId(), FIRST.contentHash());

            var outcome =
                    assertInstanceOf(
                            UploadOutcome.Postponed.class, stored(bench.answered(sending, forged)));

            assertEquals(1, outcome.ownFailures());
            assertTrue(outcome.reason().contains("not signed by the hub"), outcome.reason());
        }

        @Test
        void a_receipt_for_another_session_or_content_is_not_kept() {
            for (var wrong :
                    List.of(
                            receipt(SECOND),
                            receipt(CoreBench.HUB_KEY, FIRST.sessionId(), "another hash"))) {
                assertInstanceOf(
                        UploadOutcome.Postponed.class, stored(bench.answered(sending, wrong)));
            }
        }

        @Test
        @Tag("SYN-11")
        void the_eighth_failure_of_its_own_sets_it_aside() {
            WaitingUpload worn = postponed(FIRST, 7, NOW);

            Next next =
                    bench.failed(
                            bench.sending(worn),
                            new HubFailure.NotUnderstood("steps", "not a list"));

            assertEquals(
                    new UploadOutcome.SetAside(
                            worn, "The hub could not read it: steps: not a list"),
                    stored(next));
        }

        @Test
        @Tag("SES-2")
        void a_refusal_for_good_is_kept_with_field_and_reason() {
            Next next =
                    bench.failed(
                            sending,
                            new HubFailure.Refused("session.formulaVersionId", "not approved"));

            assertEquals(
                    new UploadOutcome.Rejected(FIRST, "session.formulaVersionId", "not approved"),
                    stored(next));
            assertEquals(
                    effects(new SyncEffect.ReadQueue()),
                    bench.step(next.state(), new SyncEvent.Stored()).effects());
        }

        @Test
        @Tag("SYN-7")
        void another_content_at_the_hub_is_a_conflict() {
            Next next = bench.failed(sending, new HubFailure.Conflicting("other hash"));

            assertEquals(new UploadOutcome.Conflicted(FIRST, "other hash"), stored(next));
        }

        @Test
        void one_that_is_too_big_is_set_aside_and_the_others_go_on() {
            Next next = bench.failed(sending, new HubFailure.TooBig());

            assertInstanceOf(UploadOutcome.SetAside.class, stored(next));
            assertEquals(
                    effects(new SyncEffect.Upload(SECOND)),
                    bench.steps(
                                    next.state(),
                                    new SyncEvent.Stored(),
                                    new SyncEvent.QueueRead(backlog(SECOND)))
                            .effects());
        }

        @Test
        @Tag("SYN-11")
        void a_station_that_is_not_let_in_holds_the_queue() {
            Next next = bench.failed(sending, new HubFailure.NotAllowed("token unknown"));
            Next ended = bench.step(next.state(), new SyncEvent.Stored());

            assertEquals(new UploadOutcome.Held(FIRST, "token unknown"), stored(next));
            assertEquals(
                    new SyncStatus.Held(2, NOW.minusSeconds(60), "token unknown"),
                    SyncStatus.of(ended.state()));
        }

        @Test
        @Tag("SYN-11")
        void the_hub_says_how_long_to_wait() {
            Next next = bench.failed(sending, new HubFailure.Busy(Duration.ofSeconds(42)));
            Next ended = bench.step(next.state(), new SyncEvent.Stored());

            assertEquals(
                    new UploadOutcome.Postponed(
                            FIRST,
                            0,
                            NOW.plusSeconds(42),
                            "The hub is busy and asks to come back later."),
                    stored(next));
            assertEquals(NOW.plusSeconds(42), alarm(ended));
        }

        @Test
        void no_hub_can_ask_for_a_longer_pause_than_the_rules_allow() {
            Next next = bench.failed(sending, new HubFailure.Busy(Duration.ofDays(30)));

            assertEquals(new HubSight.Busy(NOW.plus(RULES.longestPause())), next.state().hub());
        }

        @Test
        @Tag("SYN-11")
        void failures_of_the_way_do_not_count_against_the_session() {
            for (HubFailure why :
                    List.of(
                            new HubFailure.Cut("reset"),
                            new HubFailure.Unreachable("refused"),
                            new HubFailure.Unintelligible("a login page"))) {
                Next next = bench.failed(sending, why);
                Next ended = bench.step(next.state(), new SyncEvent.Stored());
                var postponed = assertInstanceOf(UploadOutcome.Postponed.class, stored(next));

                assertEquals(0, postponed.ownFailures());
                assertFalse(postponed.until().isAfter(NOW.plusSeconds(1)), why.text());
                assertEquals(
                        new SyncStatus.Offline(2, NOW.minusSeconds(60), NOW),
                        SyncStatus.of(ended.state()));
            }
        }

        @Test
        @Tag("SYN-11")
        void a_hub_that_breaks_over_one_session_gets_the_next_one() {
            Next broken = bench.failed(sending, new HubFailure.HubBroken(500));
            Next next =
                    bench.steps(
                            broken.state(),
                            new SyncEvent.Stored(),
                            new SyncEvent.QueueRead(backlog(SECOND)));

            var postponed = assertInstanceOf(UploadOutcome.Postponed.class, stored(broken));
            assertEquals(0, postponed.ownFailures());
            assertEquals(effects(new SyncEffect.Upload(SECOND)), next.effects());
        }

        @Test
        @Tag("SYN-11")
        void a_hub_that_breaks_twice_in_a_row_is_left_alone() {
            Next once = bench.failed(sending, new HubFailure.HubBroken(500));
            Next second =
                    bench.steps(
                            once.state(),
                            new SyncEvent.Stored(),
                            new SyncEvent.QueueRead(backlog(SECOND, FIRST)));
            Next twice = bench.failed(second.state(), new HubFailure.HubBroken(500));
            Next ended =
                    bench.steps(
                            twice.state(),
                            new SyncEvent.Stored(),
                            new SyncEvent.QueueRead(backlog(CoreBench.upload("3"))));

            assertEquals(
                    new SyncStatus.Offline(1, NOW.minusSeconds(60), NOW),
                    SyncStatus.of(ended.state()));
        }

        @Test
        void absence_is_counted_from_its_first_failure_and_the_pause_grows() {
            EngineState gone = sending.seeing(away(true, NOW));

            Next next = bench.failed(gone, new HubFailure.HubBroken(500));

            var sight = assertInstanceOf(HubSight.Away.class, next.state().hub());
            assertEquals(NOW.minusSeconds(30), sight.since());
            assertEquals(4, sight.failures());
            assertFalse(sight.retryAt().isAfter(NOW.plusSeconds(8)));
        }

        @Test
        void asking_meanwhile_is_not_forgotten() {
            Next asked = bench.step(sending, new SyncEvent.Asked(5));
            Next kept = bench.answered(asked.state(), receipt(FIRST));
            Next ended =
                    bench.steps(
                            kept.state(),
                            new SyncEvent.Stored(),
                            new SyncEvent.QueueRead(backlog()),
                            downloaded());

            assertEquals(effects(), asked.effects());
            assertEquals(
                    new Activity.Reading(Round.begun(Wish.asked(5), NOW, 50)),
                    ended.state().activity());
        }

        @Test
        void a_store_that_fails_ends_the_round_and_is_tried_with_patience() {
            Next next = bench.step(sending, new SyncEvent.StoreFailed("disk full"));

            assertEquals(
                    new SyncStatus.Problem(2, NOW.minusSeconds(60), "disk full"),
                    SyncStatus.of(next.state()));
            assertEquals(NOW.plus(RULES.lookEvery()), alarm(next));
            assertFalse(only(next, SyncEffect.RoundEnded.class).result().success());
        }
    }

    @Nested
    class When_the_hub_connects_but_fails {

        @Test
        @Tag("SYN-11")
        void the_pause_is_kept_to() {
            EngineState state = resting().seeing(away(true, NOW.plusSeconds(30)));

            Next next =
                    bench.steps(
                            state, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(new Activity.Resting(), next.state().activity());
            assertEquals(NOW.plusSeconds(30), alarm(next));
        }
    }

    @Nested
    class When_the_hub_refuses_the_station {

        final EngineState refused =
                resting().seeing(new HubSight.Refusing("revoked", NOW.plusSeconds(600)));

        @Test
        @Tag("SYN-11")
        void it_is_asked_again_after_a_while_by_a_request_that_needs_the_token() {
            EngineState later = resting().seeing(new HubSight.Refusing("revoked", NOW));

            Next waiting =
                    bench.steps(
                            refused, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog(FIRST)));
            Next asking =
                    bench.steps(
                            later, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog(FIRST)));
            Next idle =
                    bench.steps(later, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog()));

            assertEquals(new Activity.Resting(), waiting.state().activity());
            assertEquals(effects(new SyncEffect.Upload(FIRST)), asking.effects());
            assertEquals(effects(new SyncEffect.Download()), idle.effects());
        }

        @Test
        @Tag("SYN-11")
        void every_refusal_moves_the_next_question_away() {
            EngineState later = resting().seeing(new HubSight.Refusing("revoked", NOW));
            Next asking =
                    bench.steps(
                            later, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog(FIRST)));

            Next again = bench.failed(asking.state(), new HubFailure.NotAllowed("revoked"));

            HubSight.Refusing sight =
                    assertInstanceOf(HubSight.Refusing.class, again.state().hub());
            assertTrue(sight.askAgainAt().isAfter(NOW.plusSeconds(60)));
            assertTrue(sight.askAgainAt().isBefore(NOW.plusSeconds(3600)));
        }

        @Test
        @Tag("SYN-11")
        void new_work_waits_with_the_rest() {
            Next next =
                    bench.steps(
                            refused,
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(backlog(FIRST)));

            assertEquals(new Activity.Resting(), next.state().activity());
            assertEquals(
                    new SyncStatus.Held(1, NOW.minusSeconds(60), "revoked"),
                    SyncStatus.of(next.state()));
        }

        @Test
        void asking_tries_again_and_success_ends_it() {
            Next sent =
                    bench.steps(
                            refused,
                            new SyncEvent.Asked(1),
                            new SyncEvent.QueueRead(backlog(FIRST)));
            Next next = bench.answered(sent.state(), receipt(FIRST));

            assertEquals(effects(new SyncEffect.Upload(FIRST)), sent.effects());
            assertEquals(new HubSight.Answering(), next.state().hub());
        }

        @Test
        void after_a_restart_the_header_still_says_why() {
            Backlog held = new Backlog(1, NOW, "revoked", null, List.of(FIRST));

            EngineState state = EngineState.initial(true).with(held);

            assertEquals(new SyncStatus.Held(1, NOW, "revoked"), SyncStatus.of(state));
        }
    }

    @Nested
    class When_downloading {

        final EngineState downloading =
                bench.steps(resting(), new SyncEvent.Asked(9), new SyncEvent.QueueRead(backlog()))
                        .state();

        @Test
        @Tag("SYN-2")
        void the_end_answers_who_asked() {
            Next next = bench.step(downloading, downloaded());

            assertEquals(
                    new SyncEffect.RoundEnded(
                            new SyncResult(
                                    true, 0, 0, 0, 0, List.of(), Duration.ZERO, TypeCounts.NONE),
                            List.of(9L)),
                    only(next, SyncEffect.RoundEnded.class));
            assertEquals(new SyncStatus.UpToDate(NOW), SyncStatus.of(next.state()));
            assertFalse(next.state().downloadDue());
        }

        @Test
        void one_that_failed_is_due_again() {
            Next next =
                    bench.step(
                            downloading,
                            new SyncEvent.DownloadAnswered(
                                    new HubAnswer.Failed<>(
                                            new HubFailure.Unintelligible("it broke off"))));

            assertTrue(next.state().downloadDue());
            assertInstanceOf(SyncStatus.Offline.class, SyncStatus.of(next.state()));
            assertFalse(only(next, SyncEffect.RoundEnded.class).result().success());
        }

        @Test
        void a_station_that_is_not_let_in_is_told_so() {
            Next next =
                    bench.step(
                            downloading,
                            new SyncEvent.DownloadAnswered(
                                    new HubAnswer.Failed<>(new HubFailure.NotAllowed("revoked"))));

            assertEquals(new SyncStatus.Held(0, null, "revoked"), SyncStatus.of(next.state()));
        }
    }

    @Nested
    class When_a_person_has_to_look {

        @Test
        @Tag("SYN-18")
        void the_header_says_at_what() {
            Backlog trouble = new Backlog(0, null, null, "Session 4: refused", List.of());

            EngineState state = resting().with(trouble);

            assertEquals(
                    new SyncStatus.Problem(0, null, "Session 4: refused"), SyncStatus.of(state));
        }
    }

    @Nested
    @Tag("SYN-18")
    class When_a_person_stops_it {

        /// The first of two was sent when it was stopped; its receipt is kept.
        private Next stopped(SyncEvent... before) {
            EngineState sending = bench.steps(bench.sending(FIRST, SECOND), before).state();
            Next asked = bench.step(sending, new SyncEvent.Stopped());
            assertEquals(List.of(), asked.effects());
            assertEquals(new SyncStatus.Syncing(0, 2, true), SyncStatus.of(asked.state()));
            Next answered = bench.answered(asked.state(), receipt(FIRST));
            assertInstanceOf(UploadOutcome.Received.class, stored(answered));
            return bench.steps(
                    answered.state(),
                    new SyncEvent.Stored(),
                    new SyncEvent.QueueRead(backlog(SECOND)));
        }

        @Test
        void what_was_sent_is_kept_and_the_rest_waits() {
            Next next = stopped();

            assertEquals(new Activity.Resting(), next.state().activity());
            SyncResult result = only(next, SyncEffect.RoundEnded.class).result();
            assertEquals(1, result.synced());
            assertTrue(result.isStopped());
            assertEquals(
                    new SyncStatus.Stopped(1, NOW.minusSeconds(60), NOW.plusSeconds(300)),
                    SyncStatus.of(next.state()));
        }

        @ParameterizedTest
        @MethodSource("io.prepstation.kiosk.sync.SyncCoreTest#by_itself")
        void nothing_goes_up_by_itself_for_five_minutes(SyncEvent event) {
            EngineState state = stopped().state();
            Next early = bench.steps(state, event, new SyncEvent.QueueRead(backlog(SECOND)));
            assertEquals(new Activity.Resting(), early.state().activity());

            Instant over = NOW.plusSeconds(300);
            Next looked = bench.core.step(early.state(), new SyncEvent.Tick(), over);
            Next next =
                    bench.core.step(looked.state(), new SyncEvent.QueueRead(backlog(SECOND)), over);
            assertEquals(effects(new SyncEffect.Upload(SECOND)), next.effects());
        }

        @Test
        void whoever_asks_goes_on_at_once() {
            Next next =
                    bench.steps(
                            stopped().state(),
                            new SyncEvent.Asked(4),
                            new SyncEvent.QueueRead(backlog(SECOND)));

            assertEquals(effects(new SyncEffect.Upload(SECOND)), next.effects());
        }

        @Test
        @Tag("SYN-2")
        void whoever_only_fetches_does_not_end_the_pause() {
            Next fetched =
                    bench.steps(
                            stopped().state(),
                            new SyncEvent.Asked(4, SyncScope.FETCHING),
                            new SyncEvent.QueueRead(CoreBench.changes(0, SECOND)),
                            CoreBench.page(false),
                            new SyncEvent.PageKept(false));
            Next looked =
                    bench.steps(
                            fetched.state(),
                            new SyncEvent.Tick(),
                            new SyncEvent.QueueRead(CoreBench.changes(0, SECOND)));

            assertEquals(List.of(4L), only(fetched, SyncEffect.RoundEnded.class).tickets());
            assertEquals(new Activity.Resting(), looked.state().activity());
        }

        @Test
        void nobody_waits_for_the_round_that_was_wished_for_meanwhile() {
            Next next = stopped(new SyncEvent.Asked(8));

            assertEquals(List.of(8L), only(next, SyncEffect.RoundEnded.class).tickets());
        }

        @Test
        void the_rest_of_the_feed_stays_to_be_read() {
            EngineState keeping =
                    bench.steps(
                                    resting().downloadDue(true),
                                    new SyncEvent.WorkAdded(),
                                    new SyncEvent.QueueRead(CoreBench.changes(0)),
                                    CoreBench.page(true),
                                    new SyncEvent.Stopped())
                            .state();

            Next next = bench.step(keeping, new SyncEvent.PageKept(true));

            assertEquals(new Activity.Resting(), next.state().activity());
            assertTrue(next.state().downloadDue());
        }

        @Test
        @Tag("SYN-13")
        void news_that_came_after_the_answer_are_fetched_at_once() {
            EngineState keeping =
                    bench.steps(
                                    resting().downloadDue(true),
                                    new SyncEvent.WorkAdded(),
                                    new SyncEvent.QueueRead(CoreBench.changes(0)),
                                    CoreBench.page(false),
                                    new SyncEvent.FeedMoved())
                            .state();

            Next next =
                    bench.steps(
                            keeping,
                            new SyncEvent.PageKept(false),
                            new SyncEvent.QueueRead(CoreBench.changes(0)));

            assertInstanceOf(Activity.Pulling.class, next.state().activity());
            Next read =
                    bench.steps(next.state(), CoreBench.page(false), new SyncEvent.PageKept(false));
            assertEquals(new Activity.Resting(), read.state().activity());
            assertFalse(read.state().downloadDue());
        }

        @Test
        void without_a_round_there_is_nothing_to_stop() {
            Next next = bench.step(resting(), new SyncEvent.Stopped());

            assertEquals(Next.of(resting()), next);
        }
    }

    static Stream<SyncEvent> by_itself() {
        return Stream.of(
                new SyncEvent.Tick(), new SyncEvent.WorkAdded(), new SyncEvent.FeedMoved());
    }

    @Nested
    class With_changes_waiting {

        private EngineState pushing() {
            return bench.steps(
                            resting(),
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(CoreBench.changes(60)))
                    .state();
        }

        private Next failed(HubFailure why, String... ids) {
            return bench.step(pushing(), CoreBench.pushed(new HubAnswer.Failed<>(why), ids));
        }

        private PushOutcome kept(Next next) {
            return CoreBench.only(next, SyncEffect.KeepPush.class).outcome();
        }

        @Test
        @Tag("SYN-2")
        void at_most_fifty_go_at_once_and_before_sessions() {
            Next next =
                    bench.steps(
                            resting(),
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(CoreBench.changes(60, FIRST)));

            assertEquals(List.of(new SyncEffect.Push(false, List.of(), 50)), next.effects());
        }

        @Test
        @Tag("SYN-11")
        void a_batch_that_is_not_understood_is_halved_until_one_is_alone() {
            Next halved = failed(new HubFailure.NotUnderstood(null, "odd"), "a", "b", "c", "d");
            Next again = bench.step(halved.state(), new SyncEvent.QueueRead(CoreBench.changes(60)));
            Next alone = failed(new HubFailure.NotUnderstood(null, "odd"), "a");

            assertEquals(List.of(new SyncEffect.Push(false, List.of(), 2)), again.effects());
            assertInstanceOf(PushOutcome.FailedByItself.class, kept(alone));
        }

        @Test
        @Tag("SYN-11")
        void one_too_big_by_itself_is_set_aside() {
            assertInstanceOf(
                    PushOutcome.SetAside.class, kept(failed(new HubFailure.TooBig(), "a")));
        }

        @Test
        @Tag("SYN-11")
        void a_network_that_fails_counts_against_nobody() {
            assertInstanceOf(
                    PushOutcome.Postponed.class, kept(failed(new HubFailure.Cut("reset"), "a")));
        }

        @Test
        @Tag("SYN-11")
        void a_hub_that_does_not_let_in_holds_everything() {
            Next next = failed(new HubFailure.NotAllowed("revoked"), "a");

            assertEquals(new PushOutcome.Held("revoked"), kept(next));
            assertInstanceOf(HubSight.Refusing.class, next.state().hub());
        }

        private Next kept(int applied, int conflicts, int failed) {
            EngineState keeping =
                    bench.step(pushing(), CoreBench.pushed(CoreBench.taken(), "a")).state();
            return bench.step(
                    keeping,
                    new SyncEvent.PushKept(
                            new PushTally(
                                    applied, 0, conflicts, failed, List.of(), TypeCounts.NONE)));
        }

        @Test
        @Tag("SYN-2")
        void the_next_batch_goes_without_reading_the_queue_again() {
            Next next = kept(50, 0, 0);

            assertEquals(
                    List.of(new SyncEffect.Push(false, List.of("a"), 50, null)), next.effects());
            assertEquals(new SyncStatus.Syncing(50, 60, false), SyncStatus.of(next.state()));
        }

        @Test
        @Tag("SYN-2")
        void the_queue_is_read_where_nothing_may_be_left_or_not_all_went_well() {
            for (Next next : List.of(kept(60, 0, 0), kept(1, 1, 0), kept(1, 0, 1))) {
                assertEquals(List.of(new SyncEffect.ReadQueue()), next.effects());
            }
        }

        private static HubAnswer<Push.Answer> answers(boolean success, String... ids) {
            List<Push.Result> results =
                    Stream.of(ids)
                            .map(id ->
                                    new Push.Result(
                                            id,
                                            success ? "applied" : "rejected",
                                            success,
                                            "lots",
                                            id,
                                            null,
                                            null,
                                            1,
                                            null,
                                            1L,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null))
                            .toList();
            return new HubAnswer.Accepted<>(
                    new Push.Answer(success, ids.length, 0, 0, results, List.of()));
        }

        private SyncEffect.Push ahead(EngineState pushing, HubAnswer<Push.Answer> answer) {
            Next next = bench.step(pushing, CoreBench.pushed(answer, "a", "b"));
            return CoreBench.only(next, SyncEffect.KeepPush.class).ahead();
        }

        @Test
        @Tag("SYN-2")
        void the_next_batch_goes_up_while_the_answers_are_kept_if_the_hub_took_all() {
            assertEquals(
                    new SyncEffect.Push(false, List.of("a", "b"), 50),
                    ahead(pushing(), answers(true, "a", "b")));
            assertNull(ahead(pushing(), answers(false, "a", "b")));
            assertNull(ahead(pushing(), answers(true, "a")), "one has no answer");
            assertNull(ahead(pushing(), answers(true, "a", "a")), "one has no answer");
            EngineState stopping = bench.step(pushing(), new SyncEvent.Stopped()).state();
            assertNull(ahead(stopping, answers(true, "a", "b")), "a person stops it");
            EngineState few =
                    bench.steps(
                                    resting(),
                                    new SyncEvent.WorkAdded(),
                                    new SyncEvent.QueueRead(CoreBench.changes(2)))
                            .state();
            assertNull(ahead(few, answers(true, "a", "b")), "nothing is left");
        }

        @Test
        @Tag("SYN-2")
        void what_became_of_a_batch_that_went_ahead_is_kept_like_any_other() {
            EngineState keeping =
                    bench.step(pushing(), CoreBench.pushed(answers(true, "a", "b"), "a", "b"))
                            .state();
            PushTally two = new PushTally(2, 0, 0, 0, List.of(), TypeCounts.NONE);

            Next taken =
                    bench.step(
                            keeping,
                            new SyncEvent.PushKept(
                                    two, CoreBench.pushed(answers(true, "c", "d"), "c", "d")));
            assertInstanceOf(PushOutcome.Answered.class, kept(taken));
            assertEquals(
                    List.of("a", "b", "c", "d"),
                    CoreBench.only(taken, SyncEffect.KeepPush.class).ahead().without());
            assertEquals(58, taken.state().backlog().edits().waiting());

            Next cut =
                    bench.step(
                            keeping,
                            new SyncEvent.PushKept(
                                    two,
                                    CoreBench.pushed(
                                            new HubAnswer.Failed<>(new HubFailure.Cut("reset")),
                                            "c",
                                            "d")));
            assertEquals(
                    List.of("c", "d"),
                    assertInstanceOf(PushOutcome.Postponed.class, kept(cut)).ids());
            Next ended = bench.step(cut.state(), new SyncEvent.PushKept(PushTally.NOTHING));
            SyncResult result = CoreBench.only(ended, SyncEffect.RoundEnded.class).result();
            assertEquals(2, result.synced());
            assertFalse(result.success());
        }

        @Test
        @Tag("SYN-2")
        void a_person_stops_it_between_two_batches() {
            EngineState stopping =
                    bench.steps(
                                    pushing(),
                                    CoreBench.pushed(CoreBench.taken(), "a"),
                                    new SyncEvent.Stopped())
                            .state();
            Next next =
                    bench.step(
                            stopping,
                            new SyncEvent.PushKept(
                                    new PushTally(50, 0, 0, 0, List.of(), TypeCounts.NONE)));

            assertEquals(new Activity.Resting(), next.state().activity());
        }

        @Test
        @Tag("SYN-12")
        void what_was_pushed_is_read_back() {
            Next next =
                    bench.step(
                            kept(60, 0, 0).state(), new SyncEvent.QueueRead(CoreBench.changes(0)));

            assertEquals(List.of(new SyncEffect.Pull()), next.effects());
        }

        @Test
        @Tag("SYN-12")
        void a_feed_that_cannot_be_followed_is_loaded_anew() {
            EngineState pulling =
                    bench.steps(
                                    resting(),
                                    new SyncEvent.FeedMoved(),
                                    new SyncEvent.QueueRead(CoreBench.changes(0)))
                            .state();
            Next next =
                    bench.step(
                            pulling,
                            new SyncEvent.PageAnswered(
                                    new HubAnswer.Failed<>(new HubFailure.Gone("too old", null))));

            assertEquals(List.of(new SyncEffect.Download()), next.effects());
        }

        @Test
        @Tag("SYN-12")
        void a_hub_that_was_restored_gets_nothing_before_the_lab_was_loaded_anew() {
            HubAnswer.Failed<Push.Answer> restored =
                    new HubAnswer.Failed<>(new HubFailure.Gone("another feed", 7L));
            Next refused =
                    bench.steps(
                            resting(),
                            new SyncEvent.WorkAdded(),
                            new SyncEvent.QueueRead(CoreBench.changes(1)),
                            CoreBench.pushed(restored, "a"));
            var kept = assertInstanceOf(SyncEffect.KeepPush.class, refused.effects().getFirst());
            assertInstanceOf(PushOutcome.Postponed.class, kept.outcome());

            Next next =
                    bench.steps(
                            refused.state(),
                            new SyncEvent.PushKept(PushTally.NOTHING),
                            new SyncEvent.QueueRead(CoreBench.changes(1)));
            assertEquals(List.of(new SyncEffect.Download()), next.effects());

            Next again =
                    bench.steps(
                            next.state(),
                            new SyncEvent.DownloadAnswered(
                                    new HubAnswer.Failed<>(new HubFailure.HubBroken(500))),
                            new SyncEvent.Asked(1),
                            new SyncEvent.QueueRead(CoreBench.changes(1)));
            assertEquals(List.of(new SyncEffect.Download()), again.effects());

            Next loaded = bench.step(again.state(), downloaded());
            assertEquals(List.of(new SyncEffect.ReadQueue()), tasks(loaded));
            Next goesOn = bench.step(loaded.state(), new SyncEvent.QueueRead(CoreBench.changes(1)));
            assertInstanceOf(SyncEffect.Push.class, goesOn.effects().getFirst());
        }

        private static List<SyncEffect> tasks(Next next) {
            return next.effects().stream().filter(SyncEffect.Task.class::isInstance).toList();
        }
    }

    @Nested
    class In_every_activity {

        static Stream<Arguments> pairs() {
            CoreBench bench = new CoreBench();
            EngineState resting = resting();
            EngineState reading = bench.step(resting, new SyncEvent.WorkAdded()).state();
            EngineState sending = bench.sending(FIRST);
            EngineState storing = bench.answered(sending, receipt(FIRST)).state();
            EngineState downloading =
                    bench.steps(resting, new SyncEvent.Asked(1), new SyncEvent.QueueRead(backlog()))
                            .state();
            EngineState probing =
                    bench.steps(resting, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog()))
                            .state();
            EngineState pushing =
                    bench.steps(
                                    resting,
                                    new SyncEvent.WorkAdded(),
                                    new SyncEvent.QueueRead(CoreBench.changes(3)))
                            .state();
            EngineState keeping =
                    bench.step(pushing, CoreBench.pushed(CoreBench.taken(), "a")).state();
            EngineState pulling =
                    bench.steps(
                                    resting,
                                    new SyncEvent.Asked(1),
                                    new SyncEvent.QueueRead(CoreBench.changes(0)))
                            .state();
            EngineState taking = bench.step(pulling, CoreBench.page(true)).state();
            return Stream.of(
                            resting,
                            reading,
                            sending,
                            storing,
                            downloading,
                            probing,
                            pushing,
                            keeping,
                            pulling,
                            taking)
                    .flatMap(state -> events().map(event -> Arguments.of(state, event)));
        }

        static Stream<SyncEvent> events() {
            return Stream.of(
                    new SyncEvent.Started(),
                    new SyncEvent.WorkAdded(),
                    new SyncEvent.Asked(2),
                    new SyncEvent.Asked(3, SyncScope.SENDING),
                    new SyncEvent.Asked(4, SyncScope.FETCHING),
                    new SyncEvent.Tick(),
                    new SyncEvent.AutoSyncSet(false),
                    new SyncEvent.AutoSyncSet(true),
                    new SyncEvent.QueueRead(backlog(SECOND)),
                    new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt(FIRST))),
                    new SyncEvent.UploadAnswered(
                            new HubAnswer.Failed<>(new HubFailure.NotAllowed("revoked"))),
                    new SyncEvent.Stored(),
                    new SyncEvent.StoreFailed("disk full"),
                    new SyncEvent.FeedMoved(),
                    CoreBench.pushed(CoreBench.taken(), "a", "b"),
                    CoreBench.pushed(CoreBench.taken()),
                    CoreBench.pushed(new HubAnswer.Failed<>(new HubFailure.TooBig()), "a", "b"),
                    CoreBench.pushed(new HubAnswer.Failed<>(new HubFailure.HubBroken(500)), "a"),
                    CoreBench.pushed(
                            new HubAnswer.Failed<>(new HubFailure.NotAllowed("revoked")), "a"),
                    new SyncEvent.PushKept(new PushTally(1, 0, 0, 0, List.of(), TypeCounts.NONE)),
                    CoreBench.page(false),
                    new SyncEvent.PageAnswered(
                            new HubAnswer.Failed<>(new HubFailure.Gone("too old", null))),
                    new SyncEvent.PageKept(true),
                    new SyncEvent.PageKept(false),
                    new SyncEvent.Stopped(),
                    downloaded(),
                    probed(),
                    notReached());
        }

        /// The same task is still under way, or the state rests, or a new task was begun: never none, never two.
        @ParameterizedTest
        @MethodSource("pairs")
        void one_thing_is_under_way_or_the_engine_rests(EngineState state, SyncEvent event) {
            Next next = bench.step(state, event);

            long begun = next.effects().stream().filter(SyncEffect.Task.class::isInstance).count();
            boolean same = next.state().activity().equals(state.activity());
            boolean rests = next.state().activity() instanceof Activity.Resting;
            assertEquals(same || rests ? 0 : 1, begun, next.toString());
        }

        @ParameterizedTest
        @MethodSource("pairs")
        void a_wish_of_a_person_is_never_forgotten(EngineState state, SyncEvent event) {
            EngineState wished = bench.step(state, new SyncEvent.Asked(77)).state();

            Next next = bench.step(wished, event);

            String all = next.toString();
            assertTrue(all.contains("77"), all);
        }

        @Test
        void every_kind_of_event_is_played() {
            Set<Class<?>> played = events().map(SyncEvent::getClass).collect(Collectors.toSet());

            assertEquals(Set.of(SyncEvent.class.getPermittedSubclasses()), played);
        }

        @Test
        void every_activity_is_played() {
            Set<Class<?>> played =
                    pairs().map(pair -> ((EngineState) pair.get()[0]).activity().getClass())
                            .collect(Collectors.toSet());

            assertEquals(Set.of(Activity.class.getPermittedSubclasses()), played);
        }
    }
}
