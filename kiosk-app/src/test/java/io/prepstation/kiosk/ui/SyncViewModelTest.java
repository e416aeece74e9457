package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.Convergence.Difference;
import io.prepstation.kiosk.store.Convergence.Kind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.QueueDesk.Completed;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.sync.NetworkStatus.Quality;
import io.prepstation.kiosk.sync.NetworkStatus.State;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.ui.desk.NotCompared;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.sync.SyncViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.TypeCounts;
import io.prepstation.model.sync.TypeCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-18")
class SyncViewModelTest {

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final List<SyncQueue.Line> opened = new ArrayList<>();
    private int finished;
    private final SyncViewModel model =
            new SyncViewModel(
                    desk,
                    InstantSource.fixed(BenchFixture.NOW),
                    new Words(Locale.ENGLISH, ZoneOffset.UTC),
                    new SyncViewModel.Ways(() -> {}, () -> {}, opened::add, _ -> finished++));

    /// Beside the list: compares, and stops what is under way.
    private Action compare() {
        return Objects.requireNonNull(model.actions().get().extra());
    }

    private static SyncQueue queue(@Nullable Convergence compared) {
        return queue(null, day(0), compared);
    }

    private static SyncQueue queue(
            @Nullable ClockOffset clock, UploadDay yesterday, @Nullable Convergence compared) {
        return queue(null, clock, yesterday, compared);
    }

    private static SyncQueue queue(
            @Nullable LastSync last,
            @Nullable ClockOffset clock,
            UploadDay yesterday,
            @Nullable Convergence compared) {
        return new SyncQueue(
                new SyncQueue.Counts(0, 0, new Completed(0, 0)),
                List.of(),
                null,
                last,
                clock,
                yesterday,
                compared);
    }

    @Nested
    class After_a_sync {

        private LastSync last(boolean success, int failed) {
            return new LastSync(
                    Instant.parse("2026-11-20T14:05:00Z"),
                    new SyncResult(
                            success,
                            12,
                            failed,
                            0,
                            12 + failed,
                            List.of(),
                            Duration.ofMillis(340),
                            TypeCounts.of("lots", new Count(9, failed, 0))
                                    .and("sessions", new Count(3, 0, 0))));
        }

        @Test
        void says_when_what_went_and_how_long_it_took() {
            model.show(queue(null));
            assertEquals("", model.lastSync().get());

            model.show(queue(last(true, 0), null, day(0), null));
            String all = model.lastSync().get();
            assertTrue(all.contains("12 sent (Lot 9 · Session 3), 0.4 s"), all);
            assertFalse(model.lastSyncFailed().get());

            model.show(queue(last(false, 2), null, day(0), null));
            String some = model.lastSync().get();
            assertTrue(some.contains("12 sent (Lot 9 · Session 3), 2 not, 0.4 s"), some);
            assertTrue(model.lastSyncFailed().get());
        }
    }

    @Nested
    class Compared_with_the_hub {

        @Test
        @Tag("STO-8")
        void is_not_offered_while_the_hub_cannot_be_reached() {
            model.show(new NetworkStatus(State.OFFLINE, Quality.OFFLINE, null));
            assertFalse(compare().enabled());
            assertEquals("Network: offline", model.network().get());

            model.show(new NetworkStatus(State.ONLINE, null, null));
            assertTrue(compare().enabled());
        }

        @Test
        void says_nothing_before_there_was_a_comparison() {
            model.show(queue(null));

            assertEquals("", model.comparison().get());
            assertFalse(model.differing().get());
        }

        @Test
        void waits_for_the_number_and_shows_it() {
            compare().tap().run();

            assertEquals(1, desk.comparisons);
            assertFalse(compare().enabled());
            model.show(queue(null));
            assertFalse(compare().enabled());

            model.show(queue(Convergence.of(BenchFixture.NOW, 12, List.of())));
            assertTrue(compare().enabled());
            assertFalse(model.differing().get());
            assertTrue(model.comparison().get().contains("12 entries"), model.comparison().get());
        }

        @Test
        void names_the_first_things_that_differ() {
            model.show(
                    queue(
                            Convergence.of(
                                    BenchFixture.NOW,
                                    12,
                                    List.of(new Difference("lots", "17", Kind.CONTENT)))));

            assertTrue(model.differing().get());
            String text = model.comparison().get();
            assertTrue(text.contains("1 of 12") && text.contains("17"), text);
        }

        @Test
        void says_why_there_is_no_number() {
            compare().tap().run();
            model.show(new NotCompared("The hub is away."));

            assertTrue(compare().enabled());
            assertTrue(model.comparison().get().contains("The hub is away."));
        }
    }

    @Nested
    class The_queue {

        @Test
        void says_how_many_wait_are_stuck_and_are_finished_and_opens_each() {
            model.show(ConflictScenes.QUEUE);

            assertTrue(model.tally().get().contains("2 waiting · 1 for a person"));
            assertTrue(model.tally().get().contains("more than 1,000"), model.tally().get());
            model.lines().get().forEach(line -> line.open().run());
            assertEquals(ConflictScenes.QUEUE.lines(), opened);
            assertEquals(1, finished);
        }
    }

    @Nested
    @Tag("SYN-10")
    class On_the_network {

        private String shown(State state, @Nullable Quality quality, @Nullable Duration took) {
            model.show(new NetworkStatus(state, quality, took));
            return model.network().get();
        }

        @Test
        void says_how_good_it_is() {
            Duration took = Duration.ofMillis(1_214);

            assertEquals(
                    "Network: excellent, 8 ms",
                    shown(State.ONLINE, Quality.EXCELLENT, Duration.ofMillis(8)));
            assertEquals(
                    "Network: good, 214 ms",
                    shown(State.ONLINE, Quality.GOOD, Duration.ofMillis(214)));
            assertEquals("Network: poor, 1214 ms", shown(State.ONLINE, Quality.POOR, took));
            assertEquals("Network: poor", shown(State.ONLINE, Quality.POOR, null));
            assertEquals("Network: offline", shown(State.OFFLINE, Quality.OFFLINE, null));
            assertEquals("Network: changing …", shown(State.CHANGING, Quality.GOOD, took));
        }

        @Test
        void says_nothing_before_the_hub_was_asked() {
            assertEquals("", shown(State.CHANGING, null, null));
        }
    }

    @Nested
    @Tag("SYN-11")
    class With_something_that_waits {

        private String shown(SyncIndicator indicator) {
            model.show(indicator);
            return model.overdue().get();
        }

        @Test
        void says_so_after_a_day_while_the_hub_answers() {
            Instant old = BenchFixture.NOW.minus(Duration.ofHours(25));

            String text = shown(new SyncIndicator.Waiting(3, old));

            assertTrue(text.startsWith("Something waits since "), text);
            assertEquals("", shown(new SyncIndicator.Offline(3, old)));
            assertEquals(
                    "",
                    shown(
                            new SyncIndicator.Waiting(
                                    3, BenchFixture.NOW.minus(Duration.ofHours(23)))));
            assertEquals("", shown(new SyncIndicator.UpToDate()));
        }
    }

    @Nested
    class With_a_clock {

        private String shown(Duration ahead) {
            ClockOffset offset = new ClockOffset(ahead, Duration.ofMillis(40), BenchFixture.NOW);
            model.show(queue(offset, day(0), null));
            return model.clockWrong().get();
        }

        @Test
        void says_so_if_it_is_far_from_the_hubs() {
            assertTrue(shown(Duration.ofMinutes(7)).contains("7 min ahead"));
            assertTrue(shown(Duration.ofMinutes(-7)).contains("7 min behind"));
        }

        @Test
        void says_nothing_of_one_that_is_right_or_was_never_compared() {
            assertEquals("", shown(Duration.ofSeconds(119)));
            model.show(queue(null));
            assertEquals("", model.clockWrong().get());
        }
    }

    private static UploadDay day(int ended, UploadDay.Waiting... waiting) {
        return new UploadDay(LocalDate.of(2026, 11, 19), ZoneOffset.UTC, ended, List.of(waiting));
    }

    @Nested
    @Tag("SYN-17")
    class Of_yesterday {

        private String shown(UploadDay yesterday) {
            model.show(queue(null, yesterday, null));
            return model.day().get();
        }

        @Test
        void says_that_the_hub_has_all_of_it() {
            assertTrue(shown(day(12)).contains("all 12 sessions"), shown(day(12)));
            assertFalse(model.dayOpen().get());
        }

        @Test
        void says_why_the_first_one_is_not_there() {
            String text =
                    shown(
                            day(
                                    12,
                                    new UploadDay.Waiting(
                                            "s-1",
                                            "PRM00624",
                                            BenchFixture.NOW,
                                            OperationStatus.REJECTED,
                                            "LOT_EXPIRED")));

            assertTrue(text.contains("11 of 12"), text);
            assertTrue(text.endsWith("PRM00624: refused"), text);
            assertTrue(model.dayOpen().get());
        }

        @Test
        void says_nothing_of_a_day_without_sessions() {
            assertEquals("", shown(day(0)));
        }
    }

    @Nested
    class While_it_syncs {

        @Test
        void says_how_far_it_is_and_can_be_stopped() {
            model.show(new SyncIndicator.Syncing(12, 48, false));

            assertTrue(model.sentence().get().contains("12 of 48"), model.sentence().get());
            compare().tap().run();
            assertEquals(1, desk.stops);
            assertEquals(0, desk.comparisons);
        }

        @Test
        void is_stopped_once() {
            model.show(new SyncIndicator.Syncing(12, 48, true));

            assertFalse(compare().enabled());
        }

        @Test
        void goes_on_by_itself_at_a_time_that_is_told_or_when_asked() {
            model.show(
                    new SyncIndicator.Stopped(
                            36, BenchFixture.NOW, BenchFixture.NOW.plusSeconds(300)));

            Action main = Objects.requireNonNull(model.actions().get().main());
            assertTrue(main.enabled());
            String time =
                    new Words(Locale.ENGLISH, ZoneOffset.UTC)
                            .time(BenchFixture.NOW.plusSeconds(300));
            assertTrue(model.sentence().get().contains(time), model.sentence().get());
        }
    }
}
