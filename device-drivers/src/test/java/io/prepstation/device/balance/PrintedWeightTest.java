package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A balance that only prints: a vessel is what was printed a moment ago, never what stood there earlier. Virtual time.
@Tag("WEI-6")
@Execution(ExecutionMode.CONCURRENT)
class PrintedWeightTest {

    private final Recorder recorder = new Recorder();
    private final BlockingQueue<BalanceCommand> commands = new LinkedBlockingQueue<>();

    @Test
    void just_printed_is_the_vessel() {
        print(Duration.ofSeconds(3));
        assertEquals(List.of(Mass.grams("48.125")), recorder.vessels);
        assertEquals(List.of(), recorder.refusals);
    }

    @Test
    void printed_long_ago_is_no_vessel() {
        print(Duration.ofSeconds(15));
        assertEquals(List.of(), recorder.vessels);
        assertEquals(List.of(Refusal.NOT_NOW), recorder.refusals);
    }

    /// Prints once, and asks for a tare so long after.
    private void print(Duration before) {
        PrintingPort port = new PrintingPort(before);
        recorder.onAnswer = () -> port.pulled = true;
        BalanceSettings settings =
                new BalanceSettings(
                        MassUnit.GRAM,
                        null,
                        null,
                        Mass.grams("520"),
                        Mass.grams("0.001"),
                        new Declared(null, false, true));
        BalanceConnection connection =
                new BalanceConnection(
                        new Conversation(
                                port,
                                new Creedmoor(),
                                new DeviceClock(() -> Instant.EPOCH, port::later),
                                new AtomicLong()::incrementAndGet),
                        settings,
                        commands,
                        recorder,
                        new Remembered(),
                        recorder::status);
        assertThrows(DeviceException.class, connection::weighUntilLost);
    }

    private final class PrintingPort implements SerialPort {

        private static final long PRINTS_AT = Duration.ofSeconds(1).toNanos();

        private final long asksAt;
        private boolean pulled;
        private boolean printed;
        private boolean asked;
        private long nanos;

        PrintingPort(Duration before) {
            asksAt = PRINTS_AT + before.toNanos();
        }

        /// Every look at the clock is fifty milliseconds later, and no pause lasts.
        long later() {
            LockSupport.unpark(Thread.currentThread());
            nanos += Duration.ofMillis(50).toNanos();
            return nanos;
        }

        @Override
        public byte[] read() throws DeviceException {
            if (pulled) {
                throw new DeviceException(Problem.BROKEN, "pulled");
            }
            if (!asked && nanos >= asksAt) {
                asked = true;
                commands.add(BalanceCommand.TARE);
            }
            if (printed || nanos < PRINTS_AT) {
                return new byte[0];
            }
            printed = true;
            return "+048.125 g  \r\n".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String path() {
            return "printing";
        }

        @Override
        public void open() {}

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void close() {}
    }
}
