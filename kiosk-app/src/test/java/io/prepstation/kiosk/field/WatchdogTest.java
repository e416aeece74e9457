package io.prepstation.kiosk.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("OPS-3")
class WatchdogTest {

    /// Answers at once until it is frozen; a thawed one answers what it was asked meanwhile.
    private static final class Part implements Heart {
        private boolean frozen;
        private Runnable waiting = () -> {};

        @Override
        public void ask(Runnable answer) {
            if (frozen) {
                waiting = answer;
            } else {
                answer.run();
            }
        }

        void thaw() {
            frozen = false;
            waiting.run();
        }
    }

    private final AtomicInteger fed = new AtomicInteger();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private Watchdog watchdog;

    @BeforeEach
    void start() {
        for (String name : List.of("screen", "store", "bench", "balance")) {
            parts.put(name, new Part());
        }
        watchdog = new Watchdog(Map.copyOf(parts), fed::incrementAndGet);
        watchdog.ask(List.copyOf(parts.keySet()));
    }

    @Nested
    class While_every_part_answers {

        @Test
        void it_is_fed_each_round() {
            watchdog.round();
            watchdog.round();
            assertEquals(2, fed.get());
        }
    }

    @Nested
    class When_one_part_is_frozen {

        @ParameterizedTest
        @ValueSource(strings = {"screen", "store", "bench", "balance"})
        void it_is_not_fed_until_that_part_answers(String frozen) {
            parts.get(frozen).frozen = true;
            watchdog.round();
            assertEquals(1, fed.get(), "what was asked before the freeze was answered");

            watchdog.round();
            watchdog.round();
            assertEquals(1, fed.get());

            parts.get(frozen).thaw();
            watchdog.round();
            assertEquals(2, fed.get());
        }
    }

    @Nested
    class A_loops_heartbeat {

        @Test
        void answers_when_the_loop_looks_at_the_time_and_only_then() {
            Heartbeat beat = new Heartbeat(() -> 42);
            AtomicInteger answers = new AtomicInteger();
            beat.getAsLong();
            beat.ask(answers::incrementAndGet);
            assertEquals(0, answers.get());

            assertEquals(42, beat.getAsLong());
            assertEquals(42, beat.getAsLong());
            assertEquals(1, answers.get());
        }
    }

    @Nested
    class Outside_of_systemd {

        @Test
        void nothing_is_said_and_nobody_waits() {
            Systemd systemd = Systemd.of(Map.of());
            systemd.ready();
            assertEquals(Optional.empty(), systemd.watchdog());
        }
    }
}
