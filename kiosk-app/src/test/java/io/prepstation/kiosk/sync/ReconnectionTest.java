package io.prepstation.kiosk.sync;

import static io.prepstation.kiosk.sync.CoreBench.FIRST;
import static io.prepstation.kiosk.sync.CoreBench.NOW;
import static io.prepstation.kiosk.sync.CoreBench.RULES;
import static io.prepstation.kiosk.sync.CoreBench.SECOND;
import static io.prepstation.kiosk.sync.CoreBench.alarm;
import static io.prepstation.kiosk.sync.CoreBench.away;
import static io.prepstation.kiosk.sync.CoreBench.backlog;
import static io.prepstation.kiosk.sync.CoreBench.effects;
import static io.prepstation.kiosk.sync.CoreBench.notReached;
import static io.prepstation.kiosk.sync.CoreBench.only;
import static io.prepstation.kiosk.sync.CoreBench.postponed;
import static io.prepstation.kiosk.sync.CoreBench.probed;
import static io.prepstation.kiosk.sync.CoreBench.receipt;
import static io.prepstation.kiosk.sync.CoreBench.resting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hub cannot be reached, and comes back.
class ReconnectionTest {

    private final CoreBench bench = new CoreBench();
    private final EngineState out = resting().seeing(away(false, NOW.plusSeconds(100)));

    @Test
    @Tag("SYN-10")
    void the_alarm_only_asks_whether_it_is_back() {
        assertEquals(
                effects(new SyncEffect.Probe()), bench.step(out, new SyncEvent.Tick()).effects());
    }

    /// A probe came through, and after the time to settle another one.
    private Next back(SyncCore core, EngineState away) {
        EngineState returning = bench.steps(away, new SyncEvent.Tick(), probed()).state();
        Instant settled = NOW.plus(RULES.settle());
        EngineState asking = core.step(returning, new SyncEvent.Tick(), settled).state();
        return core.step(asking, probed(), settled);
    }

    @Test
    @Tag("SYN-10")
    void once_it_is_back_and_the_network_holds_what_waited_for_it_goes_up() {
        WaitingUpload waited = postponed(FIRST, 0, NOW.plusSeconds(100));
        WaitingUpload ownFault = postponed(SECOND, 2, NOW.plusSeconds(50));

        Next back = back(bench.core, out);
        Next next = bench.step(back.state(), new SyncEvent.QueueRead(backlog(ownFault, waited)));

        assertEquals(
                new Decision.Reconnected(true, true, true),
                only(back, SyncEffect.Explain.class).decision());
        assertEquals(effects(new SyncEffect.Upload(waited)), next.effects());
    }

    @Test
    @Tag("SYN-10")
    void a_network_that_comes_and_goes_starts_nothing() {
        Next there = bench.steps(out, new SyncEvent.Tick(), probed());
        Next again = bench.step(there.state(), new SyncEvent.Tick());
        EngineState asking =
                bench.core
                        .step(there.state(), new SyncEvent.Tick(), NOW.plus(RULES.settle()))
                        .state();
        Next gone = bench.step(asking, notReached());

        assertEquals(NOW.plus(RULES.settle()), alarm(there));
        assertEquals(NetworkStatus.State.CHANGING, network(there));
        assertEquals(effects(new SyncEffect.ReadQueue()), again.effects());
        assertEquals(
                0,
                Stream.of(there, gone)
                        .flatMap(next -> next.effects().stream())
                        .filter(SyncEffect.Explain.class::isInstance)
                        .count());
        var sight = assertInstanceOf(HubSight.Away.class, gone.state().hub());
        assertEquals(NOW.minusSeconds(30), sight.since());
        assertEquals(NetworkStatus.State.OFFLINE, network(gone));
    }

    private NetworkStatus.State network(Next next) {
        return NetworkStatus.of(next.state().hub(), RoundTrips.NONE).state();
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "false, false"})
    @Tag("SYN-10")
    void nothing_starts_by_itself_unless_both_settings_say_so(
            boolean onReconnect, boolean autoSync) {
        EngineState settled =
                resting()
                        .autoSync(autoSync)
                        .seeing(new HubSight.Returning(away(false, NOW.plusSeconds(9)), NOW));

        Next back =
                CoreBench.coreThat(onReconnect)
                        .step(settled.in(new Activity.Probing()), probed(), NOW);

        assertEquals(
                new Decision.Reconnected(onReconnect, autoSync, true),
                only(back, SyncEffect.Explain.class).decision());
        assertInstanceOf(Activity.Resting.class, back.state().activity());
    }

    @Test
    @Tag("SYN-10")
    void a_hub_that_was_never_away_starts_nothing_by_answering() {
        Next next = bench.step(resting().in(new Activity.Probing()), probed());

        assertInstanceOf(Activity.Resting.class, next.state().activity());
        assertEquals(effects(new SyncEffect.WakeAt(alarm(next))), next.effects());
    }

    @Test
    @Tag("SYN-10")
    void a_request_that_finds_it_again_brings_the_others_up_too() {
        EngineState sending =
                bench.steps(
                                resting().seeing(away(false, NOW.plusSeconds(9))),
                                new SyncEvent.WorkAdded(),
                                new SyncEvent.QueueRead(backlog(FIRST)))
                        .state();

        Next answered = bench.answered(sending, receipt(FIRST));
        Next next =
                bench.steps(
                        answered.state(),
                        new SyncEvent.Stored(),
                        new SyncEvent.QueueRead(backlog()),
                        new SyncEvent.QueueRead(
                                backlog(postponed(SECOND, 0, NOW.plusSeconds(99)))));

        assertEquals(
                new Decision.Reconnected(true, true, true),
                only(answered, SyncEffect.Explain.class).decision());
        assertEquals(
                SECOND.operationId(), only(next, SyncEffect.Upload.class).upload().operationId());
    }

    @Test
    @Tag("SYN-10")
    void a_live_connection_that_stands_again_is_only_a_hint() {
        Next next = bench.step(out, new SyncEvent.FeedMoved());

        assertEquals(effects(new SyncEffect.Probe()), next.effects());
        assertTrue(next.state().downloadDue());
    }

    @Test
    void a_clock_that_jumped_back_does_not_keep_it_from_settling() {
        EngineState returning = bench.steps(out, new SyncEvent.Tick(), probed()).state();

        Next next = bench.core.step(returning, new SyncEvent.Tick(), NOW.minusSeconds(1_800));

        assertEquals(effects(new SyncEffect.Probe()), next.effects());
    }

    @Test
    void while_it_stays_away_a_probe_does_not_lengthen_the_pause() {
        Next next = bench.steps(out, new SyncEvent.Tick(), notReached());

        var sight = assertInstanceOf(HubSight.Away.class, next.state().hub());
        assertEquals(NOW.plusSeconds(100), sight.retryAt());
        assertEquals(3, sight.failures());
        assertFalse(alarm(next).isAfter(NOW.plusSeconds(15)));
        assertFalse(alarm(next).isBefore(NOW.plusSeconds(5)));
    }

    @Test
    void after_the_pause_the_session_itself_is_tried() {
        EngineState over = resting().seeing(away(false, NOW));

        Next next =
                bench.steps(over, new SyncEvent.Tick(), new SyncEvent.QueueRead(backlog(FIRST)));

        assertEquals(effects(new SyncEffect.Upload(FIRST)), next.effects());
    }
}
