package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A balance that takes longer to say who it is than the driver waits; in virtual time.
@Tag("WEI-5")
@Tag("DEV-BAL")
class LateAnswerTest {

    private static final int SOME_TIME = 200;

    private final Recorder recorder = new Recorder();
    private final SlowPort port = new SlowPort();
    private final Remembered remembered = new Remembered();

    @ParameterizedTest
    @ValueSource(ints = {600, 900, 1400})
    void to_a_question_of_ours_is_no_restart(int millis) {
        port.untilItSaysItsModel = Duration.ofMillis(millis);
        recorder.onReading = _ -> pullAfter(SOME_TIME);
        BalanceConnection connection = connection(Mass.grams("220"));
        assertEquals(
                "pulled", assertThrows(DeviceException.class, connection::weighUntilLost).detail());
    }

    @Test
    void which_nobody_asked_for_is_a_restart() throws Exception {
        port.untilItSaysItsModel = Duration.ofMillis(900);
        recorder.onReading =
                _ -> {
                    if (recorder.readings.size() == SOME_TIME) {
                        port.say("I4 A \"SIM0000007\"");
                    }
                };
        assertInstanceOf(OfflineCause.Restarted.class, lostTo(Mass.grams("220")));
    }

    @Test
    void that_names_another_balance_is_heard() throws Exception {
        port.untilItSaysItsModel = Duration.ofMillis(900);
        port.lost = 2;
        assertInstanceOf(OfflineCause.WrongBalance.class, lostTo(Mass.grams("520")));
    }

    /// The one before it weighed without answering, so it is asked once only; unless its answer comes spoiled.
    @Test
    void that_is_spoiled_is_asked_for_again() throws Exception {
        port.spoiled = 1;
        recorder.onReading = _ -> pullAfter(1);
        remembered.unanswered(new MtSics().identify(), new MtSics().identify());
        assertInstanceOf(OfflineCause.WrongBalance.class, lostTo(Mass.grams("520")));
        assertEquals(List.of(), recorder.readings);
    }

    private OfflineCause lostTo(Mass configured) throws Exception {
        return connection(configured).weighUntilLost().cause();
    }

    private void pullAfter(int readings) {
        port.pulled = recorder.readings.size() >= readings;
    }

    private BalanceConnection connection(Mass maximum) {
        return new BalanceConnection(
                new Conversation(
                        port, new MtSics(), port.clock(), new AtomicLong()::incrementAndGet),
                new BalanceSettings(MassUnit.GRAM, null, null, maximum, null),
                new LinkedBlockingQueue<>(),
                recorder,
                remembered,
                recorder::status);
    }

    /// Answers one question after the other. Every look at the clock is twenty milliseconds later, and no pause lasts.
    private static final class SlowPort implements SerialPort {

        private static final long STEP = Duration.ofMillis(20).toNanos();

        private static final Map<String, String> ANSWERS =
                Map.of(
                        "I4", "I4 A \"SIM0000007\"",
                        "I2", "I2 A \"SIM-X 220.000 g\"",
                        "SI", "S S     12.340 g");

        private record Answer(String line, long at) {}

        Duration untilItSaysItsModel = Duration.ZERO;
        boolean pulled;

        /// How many answers about the model are lost before one comes.
        int lost;

        /// How many answers about the model nothing can be read from.
        int spoiled;

        private final Queue<Answer> answers = new ArrayDeque<>();
        private long nanos;

        DeviceClock clock() {
            return new DeviceClock(() -> Instant.EPOCH, this::later);
        }

        private long later() {
            LockSupport.unpark(Thread.currentThread());
            nanos += STEP;
            return nanos;
        }

        void say(String line) {
            answers.add(new Answer(line, nanos));
        }

        @Override
        public byte[] read() throws DeviceException {
            if (pulled) {
                throw new DeviceException(Problem.BROKEN, "pulled");
            }
            StringBuilder arrived = new StringBuilder();
            while (!answers.isEmpty() && answers.element().at() <= nanos) {
                arrived.append(answers.remove().line()).append("\r\n");
            }
            return arrived.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void write(byte[] bytes) {
            String command = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            String answer = ANSWERS.get(command);
            boolean saysModel = command.equals("I2");
            if (answer != null && !(saysModel && lost-- > 0)) {
                long takes = saysModel ? untilItSaysItsModel.toNanos() : STEP;
                boolean readable = !saysModel || spoiled-- <= 0;
                answers.add(new Answer(readable ? answer : "I2 A\u0080\u00fe", nanos + takes));
            }
        }

        @Override
        public String path() {
            return "slow";
        }

        @Override
        public void open() {}

        @Override
        public void close() {}
    }
}
