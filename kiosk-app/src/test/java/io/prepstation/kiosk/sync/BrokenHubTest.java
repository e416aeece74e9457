package io.prepstation.kiosk.sync;

import static io.prepstation.kiosk.sync.CoreBench.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.Nightly;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TypeCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Changes wait at a station whose hub answers 500 to some of them, or to everything: what goes up, and in how many requests.
final class BrokenHubTest {

    private Station station = new Station(Set.of());

    @Nested
    class When_the_hub_answers_500_to_everything {

        @Test
        @Tag("SYN-11")
        void a_round_asks_no_oftener_the_more_waits() {
            station.broken = true;
            station.queue("c", 400);
            station.session = true;

            SyncResult result = station.round();

            assertEquals(List.of(50, 25, 12, 6, 3, 1, 1), station.pushes);
            assertEquals(1, station.uploads, "the sessions are tried all the same");
            assertEquals(3, result.errors().size(), result.errors().toString());
            assertEquals(400, station.waiting());
        }

        @Test
        @Tag("SYN-11")
        void nothing_is_set_aside_however_long_it_lasts() {
            station.broken = true;
            station.queue("c", 60);
            station.rounds(200);
            assertEquals(60, station.waiting());

            station.broken = false;
            station.rounds(30);
            assertEquals(0, station.waiting());
            assertEquals(60, station.atHub.size());
        }

        @Test
        @Tag("SYN-17")
        void a_night_is_not_through() {
            station.broken = true;
            station.queue("c", 3);
            station.pulls = true;
            station.night = NOW.minus(Duration.ofDays(3));
            station.round();
            assertTrue(station.nights.isEmpty());

            station.broken = false;
            station.rounds(30);
            assertFalse(station.nights.isEmpty());
        }
    }

    @Nested
    class When_the_hub_answers_500_to_some {

        @Test
        @Tag("SYN-11")
        void all_others_go_up_in_the_same_round() {
            station = new Station(Set.of("c7"));
            station.queue("c", 200);

            station.round();

            assertEquals(199, station.atHub.size());
            assertEquals(1, station.waiting());
        }

        @Test
        @Tag("SYN-11")
        void two_of_them_do_not_keep_sessions_back() {
            station = new Station(Set.of("c0", "c1"));
            station.queue("c", 10);
            station.session = true;

            station.round();

            assertEquals(1, station.uploads);
        }

        @Test
        @Tag("SYN-11")
        void they_keep_no_others_back_not_even_those_that_a_restart_of_the_hub_made_late() {
            Set<String> bad = Set.of("c0", "c1", "c2", "c3", "c4");
            station = new Station(bad);
            station.queue("c", 9);
            station.broken = true;
            station.rounds(20);
            station.broken = false;

            station.rounds(20);

            assertEquals(Set.of("c5", "c6", "c7", "c8"), station.atHub);
            assertEquals(bad.size(), station.waiting() + station.aside.size());
        }

        @Test
        @Tag("SYN-11")
        void they_keep_no_others_back_where_a_person_asks_each_time() {
            station = new Station(Set.of("c0", "c1", "c2", "c3"));
            station.queue("c", 8);
            station.broken = true;
            station.rounds(20);
            station.broken = false;

            for (int asked = 1; asked <= 10; asked++) {
                station.round(new SyncEvent.Asked(asked));
            }

            assertEquals(4, station.atHub.size());
        }

        @Test
        @Tag("SYN-11")
        void one_that_breaks_it_again_and_again_while_others_pass_is_set_aside() {
            station = new Station(Set.of("c0"));
            station.queue("c", 1);
            int rounds = 0;
            while (station.aside.isEmpty() && rounds < 50) {
                station.queue("later" + rounds + "-", 1);
                station.rounds(1);
                rounds++;
            }

            assertEquals(Set.of("c0"), station.aside);
            assertEquals(0, station.waiting());
            assertTrue(rounds >= CoreBench.RULES.ownFailures(), "only after so many failures");
        }
    }

    /// A change in the queue, as the file has it.
    private record Row(int place, int failures, Instant due, boolean failedBefore) {}

    /// The core, the changes it brings up, and a hub.
    private static final class Station {

        private final CoreBench bench = new CoreBench();
        private final Set<String> bad;
        private final Map<String, Row> queue = new LinkedHashMap<>();
        private final Set<String> atHub = new HashSet<>();
        private final Set<String> aside = new HashSet<>();
        private final List<Integer> pushes = new ArrayList<>();
        private final List<Instant> nights = new ArrayList<>();
        private EngineState state = CoreBench.resting();
        private Instant now = NOW;
        private Instant alarm = now;
        private boolean broken;
        private boolean session;
        private boolean pulls;
        private @Nullable Instant night;
        private int uploads;
        private int made;

        Station(Set<String> bad) {
            this.bad = bad;
        }

        void queue(String name, int many) {
            for (int i = 0; i < many; i++) {
                queue.put(name + i, new Row(made++, 0, now, false));
            }
        }

        int waiting() {
            return queue.size();
        }

        SyncResult round() {
            return round(new SyncEvent.WorkAdded());
        }

        void rounds(int many) {
            for (int i = 0; i < many; i++) {
                now = alarm.isAfter(now) ? alarm : now.plusMillis(100);
                round(new SyncEvent.Tick());
            }
        }

        SyncResult round(SyncEvent begins) {
            List<SyncResult> results = new ArrayList<>();
            Optional<SyncEvent> event = Optional.of(begins);
            int steps = 0;
            while (event.isPresent()) {
                if (steps++ > 10_000) {
                    throw new AssertionError("a round without end: " + state.activity());
                }
                Next next = bench.core.step(state, event.get(), now);
                state = next.state();
                event = Optional.empty();
                for (SyncEffect effect : next.effects()) {
                    switch (effect) {
                        case SyncEffect.Task task -> event = Optional.of(done(task));
                        case SyncEffect.WakeAt(var at) -> alarm = at;
                        case SyncEffect.RoundEnded ended -> results.add(ended.result());
                        case SyncEffect.NightOver(var at) -> {
                            nights.add(at);
                            night = at;
                        }
                        case SyncEffect.Explain _ -> {}
                    }
                }
            }
            return results.isEmpty()
                    ? new SyncResult(true, 0, 0, 0, 0, List.of(), Duration.ZERO, TypeCounts.NONE)
                    : results.getLast();
        }

        private SyncEvent done(SyncEffect.Task task) {
            return switch (task) {
                case SyncEffect.ReadQueue _ -> new SyncEvent.QueueRead(backlog());
                case SyncEffect.Push push -> push(push);
                case SyncEffect.KeepPush(var outcome, _) -> new SyncEvent.PushKept(keep(outcome));
                case SyncEffect.Upload _ -> {
                    uploads++;
                    yield new SyncEvent.UploadAnswered(
                            broken
                                    ? new HubAnswer.Failed<>(new HubFailure.HubBroken(500))
                                    : new HubAnswer.Accepted<>(CoreBench.receipt(CoreBench.FIRST)));
                }
                case SyncEffect.Store(var outcome) -> {
                    session = !(outcome instanceof UploadOutcome.Received);
                    yield new SyncEvent.Stored();
                }
                case SyncEffect.Download _ -> CoreBench.downloaded();
                case SyncEffect.Pull _ ->
                        broken && !pulls
                                ? new SyncEvent.PageAnswered(
                                        new HubAnswer.Failed<>(new HubFailure.HubBroken(500)))
                                : CoreBench.page(false);
                case SyncEffect.KeepPage _ -> new SyncEvent.PageKept(false);
                case SyncEffect.Probe _ ->
                        new SyncEvent.ProbeAnswered(new HubAnswer.Accepted<>(Duration.ZERO));
            };
        }

        private Backlog backlog() {
            Backlog read =
                    session
                            ? CoreBench.changes(queue.size(), CoreBench.FIRST)
                            : CoreBench.changes(queue.size());
            return night == null
                    ? read
                    : read.with(new Backlog.Night(Nightly.of("station-1", ZoneOffset.UTC), night));
        }

        /// In the order of the queue: those that failed last, else by their place.
        private SyncEvent push(SyncEffect.Push push) {
            Predicate<Row> due = row -> push.everything() || !row.due().isAfter(now);
            List<String> ids =
                    queue.entrySet().stream()
                            .filter(row -> !push.without().contains(row.getKey()))
                            .filter(row -> due.test(row.getValue()))
                            .sorted(
                                    Comparator.comparing((Map.Entry<String, Row> row) ->
                                                    row.getValue().failedBefore())
                                            .thenComparingInt(row -> row.getValue().place()))
                            .limit(push.most())
                            .map(Map.Entry::getKey)
                            .toList();
            if (ids.isEmpty()) {
                return new SyncEvent.PushAnswered(ids, CoreBench.taken());
            }
            pushes.add(ids.size());
            return new SyncEvent.PushAnswered(ids, answer(ids));
        }

        private HubAnswer<Push.Answer> answer(List<String> ids) {
            if (broken || ids.stream().anyMatch(bad::contains)) {
                return new HubAnswer.Failed<>(new HubFailure.HubBroken(500));
            }
            atHub.addAll(ids);
            return CoreBench.taken();
        }

        private PushTally keep(PushOutcome outcome) {
            switch (outcome) {
                case PushOutcome.Answered _ -> {
                    int before = queue.size();
                    queue.keySet().removeAll(atHub);
                    return new PushTally(
                            before - queue.size(), 0, 0, 0, List.of(), TypeCounts.NONE);
                }
                case PushOutcome.Postponed(var ids, var until, _) ->
                        ids.forEach(id -> later(id, 0, until));
                case PushOutcome.FailedByItself(var id, _) -> {
                    later(id, 1, now.plusSeconds(1));
                    if (queue.get(id).failures() >= CoreBench.RULES.ownFailures()) {
                        queue.remove(id);
                        aside.add(id);
                    }
                }
                case PushOutcome.SetAside _, PushOutcome.Held _ ->
                        throw new AssertionError(outcome);
            }
            return PushTally.NOTHING;
        }

        private void later(String id, int failures, Instant until) {
            queue.computeIfPresent(
                    id, (_, row) -> new Row(row.place(), row.failures() + failures, until, true));
        }
    }
}
