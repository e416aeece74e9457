package io.prepstation.kiosk.sync;

import static io.prepstation.kiosk.sync.CoreBench.FIRST;
import static io.prepstation.kiosk.sync.CoreBench.NOW;
import static io.prepstation.kiosk.sync.CoreBench.away;
import static io.prepstation.kiosk.sync.CoreBench.backlog;
import static io.prepstation.kiosk.sync.CoreBench.downloaded;
import static io.prepstation.kiosk.sync.CoreBench.effects;
import static io.prepstation.kiosk.sync.CoreBench.only;
import static io.prepstation.kiosk.sync.CoreBench.postponed;
import static io.prepstation.kiosk.sync.CoreBench.receipt;
import static io.prepstation.kiosk.sync.CoreBench.resting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.Nightly;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Once a night everything is tried, whatever its schedule says.
@Tag("SYN-10")
@Tag("SYN-17")
class NightlyCoreTest {

    private static final Nightly PLAN = Nightly.of("station-1", ZoneOffset.UTC);
    private static final Instant DAYS_AGO = NOW.minus(Duration.ofDays(3));
    private static final WaitingUpload NOT_DUE = postponed(FIRST, 2, NOW.plusSeconds(1_800));

    private final CoreBench bench = new CoreBench();

    private static Backlog waiting(@Nullable Instant lastNight, WaitingUpload... uploads) {
        return backlog(uploads).with(new Backlog.Night(PLAN, lastNight));
    }

    private Next looked(EngineState state, @Nullable Instant lastNight) {
        return bench.steps(
                state, new SyncEvent.Tick(), new SyncEvent.QueueRead(waiting(lastNight, NOT_DUE)));
    }

    @Test
    void at_night_what_waits_for_its_time_goes_as_well_and_what_is_new_is_fetched() {
        Next sending = looked(resting(), DAYS_AGO);
        Next stored =
                bench.steps(
                        sending.state(),
                        new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt(FIRST))),
                        new SyncEvent.Stored());
        Next fetching = bench.step(stored.state(), new SyncEvent.QueueRead(waiting(DAYS_AGO)));
        Next over = bench.step(fetching.state(), downloaded());

        assertEquals(effects(new SyncEffect.Upload(NOT_DUE)), sending.effects());
        assertEquals(effects(new SyncEffect.Download()), fetching.effects());
        assertEquals(NOW, only(over, SyncEffect.NightOver.class).at());
    }

    /// The hub tells every station of each change, this one of its own too.
    @Test
    void news_while_the_night_is_under_way_do_not_begin_it_again() {
        Next fetching =
                bench.steps(
                        looked(resting(), DAYS_AGO).state(),
                        new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt(FIRST))),
                        new SyncEvent.FeedMoved(),
                        new SyncEvent.Stored(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO)),
                        new SyncEvent.FeedMoved());
        Next over = bench.step(fetching.state(), downloaded());

        assertEquals(NOW, only(over, SyncEffect.NightOver.class).at());
        Next after = bench.step(over.state(), new SyncEvent.QueueRead(waiting(NOW)));
        assertEquals(effects(new SyncEffect.Download()), after.effects());
        Next read = bench.step(after.state(), downloaded());
        assertEquals(new Activity.Resting(), read.state().activity());
    }

    /// A hub that was restored takes nothing before everything was loaded; what it lost waits then.
    @Test
    void a_night_that_had_to_load_first_is_not_through_before_what_waits_then_was_tried() {
        Next loading =
                bench.steps(
                        resting(),
                        new SyncEvent.Tick(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO, NOT_DUE)),
                        new SyncEvent.UploadAnswered(
                                new HubAnswer.Failed<>(new HubFailure.Gone("restored", 7L))),
                        new SyncEvent.Stored(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO, NOT_DUE)));
        Next loaded = bench.step(loading.state(), downloaded());
        Next sending =
                bench.step(loaded.state(), new SyncEvent.QueueRead(waiting(DAYS_AGO, NOT_DUE)));
        Next over =
                bench.steps(
                        sending.state(),
                        new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt(FIRST))),
                        new SyncEvent.Stored(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO)));

        assertEquals(effects(new SyncEffect.Download()), loading.effects());
        assertEquals(effects(new SyncEffect.ReadQueue()), loaded.effects());
        assertEquals(effects(new SyncEffect.Upload(NOT_DUE)), sending.effects());
        assertEquals(NOW, only(over, SyncEffect.NightOver.class).at());
        assertTrue(only(over, SyncEffect.RoundEnded.class).result().success());
        assertEquals(2, only(over, SyncEffect.RoundEnded.class).result().operations());
    }

    @Test
    void a_night_that_is_through_is_not_begun_again_before_the_next() {
        EngineState over =
                bench.steps(
                                resting(),
                                new SyncEvent.Tick(),
                                new SyncEvent.QueueRead(waiting(DAYS_AGO)),
                                downloaded())
                        .state();

        Next again = looked(over, DAYS_AGO);
        Next afterRestart = looked(resting(), NOW.minusSeconds(1));

        assertInstanceOf(Activity.Probing.class, again.state().activity());
        assertInstanceOf(Activity.Probing.class, afterRestart.state().activity());
    }

    @Test
    void after_nights_without_power_the_start_makes_up_for_them() {
        Next started =
                bench.steps(
                        EngineState.initial(true),
                        new SyncEvent.Started(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO, NOT_DUE)));

        assertEquals(effects(new SyncEffect.Upload(NOT_DUE)), started.effects());
    }

    @Test
    void a_station_that_is_new_has_no_night_to_make_up_for() {
        Next next = looked(resting(), null);

        assertEquals(NOW, only(next, SyncEffect.NightOver.class).at());
        assertInstanceOf(Activity.Probing.class, next.state().activity());
    }

    @Test
    void a_night_without_the_hub_is_not_through() {
        Next next =
                bench.steps(
                        resting(),
                        new SyncEvent.Tick(),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO)),
                        new SyncEvent.DownloadAnswered(
                                new HubAnswer.Failed<>(new HubFailure.Unreachable("refused"))));

        assertFalse(next.effects().stream().anyMatch(SyncEffect.NightOver.class::isInstance));
        assertTrue(next.state().isNightDue(NOW));
    }

    @Test
    void it_does_not_knock_at_a_hub_that_is_to_be_left_alone() {
        Instant later = NOW.plusSeconds(600);

        for (HubSight sight :
                new HubSight[] {
                    away(true, later),
                    new HubSight.Busy(later),
                    new HubSight.Refusing("revoked", later)
                }) {
            Next next = looked(resting().seeing(sight), DAYS_AGO);

            assertInstanceOf(Activity.Resting.class, next.state().activity(), sight.toString());
        }
    }

    @Test
    void with_auto_sync_off_the_night_passes_as_well() {
        Next next = looked(resting().autoSync(false), DAYS_AGO);

        assertInstanceOf(Activity.Resting.class, next.state().activity());
    }

    @Test
    void what_a_person_asks_for_at_night_is_the_night_too() {
        Next over =
                bench.steps(
                        resting(),
                        new SyncEvent.Asked(4),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO)),
                        downloaded());

        assertEquals(NOW, only(over, SyncEffect.NightOver.class).at());
    }

    @Test
    @Tag("SYN-2")
    void who_only_fetches_at_night_leaves_the_night_to_do() {
        Next over =
                bench.steps(
                        resting(),
                        new SyncEvent.Asked(4, SyncScope.FETCHING),
                        new SyncEvent.QueueRead(waiting(DAYS_AGO)),
                        downloaded());

        assertEquals(List.of(4L), only(over, SyncEffect.RoundEnded.class).tickets());
        assertTrue(over.effects().stream().noneMatch(SyncEffect.NightOver.class::isInstance));
    }
}
