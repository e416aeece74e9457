package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cable is cut at every byte of every recorded line and plugged in again, where the balance goes on with the rest
/// of that line; through the whole driver, on a clock that runs twenty times as fast.
@Tag("WEI-1")
@Execution(ExecutionMode.CONCURRENT)
class CutCableTest {

    private static final DeviceClock FAST =
            new DeviceClock(InstantSource.system(), () -> System.nanoTime() * 20);

    private static final Optional<BalanceRequest> ASKED =
            Optional.of(new BalanceRequest("P", "P\r\n", Duration.ofMillis(500)));

    static List<VectorLine> lines() {
        return VectorLine.all();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_cut_line_is_never_another_weight(VectorLine line) {
        CuttingPort port = new CuttingPort(line);
        BalanceReply whole = port.protocol().parse(line.raw());
        assertEquals(List.of(), wrongReadings(port, port.protocol(), whole));
    }

    static List<VectorLine> weights() {
        return VectorLine.all().stream()
                .filter(line ->
                        BalanceProtocols.named(line.protocol()).orElseThrow().parse(line.raw())
                                instanceof BalanceReply.Weight)
                .toList();
    }

    /// The adapter stays plugged in: a line stops at one column, and another weight's line goes on from the same one.
    @ParameterizedTest
    @MethodSource("weights")
    void two_lines_cut_between_balance_and_adapter_are_never_one_weight(VectorLine line) {
        BalanceProtocol protocol = BalanceProtocols.named(line.protocol()).orElseThrow();
        String other = otherDigits(line.raw());
        BalanceReply one = protocol.parse(line.raw());
        BalanceReply two = protocol.parse(other);
        Recorder recorder = new Recorder();
        for (int cut = 1; cut < line.raw().length(); cut++) {
            LoosePort port = new LoosePort(line.raw(), other, cut, end(protocol));
            assertThrows(
                    DeviceException.class,
                    () ->
                            connection(port, new Unidentified(protocol, ASKED), recorder)
                                    .weighUntilLost());
        }
        assertEquals(
                List.of(),
                recorder.readings.stream()
                        .filter(reading -> !says(reading, one) && !says(reading, two))
                        .toList());
        assertFalse(recorder.readings.isEmpty());
    }

    private static BalanceConnection connection(
            LoosePort port, BalanceProtocol protocol, Recorder recorder) {
        return new BalanceConnection(
                new Conversation(port, protocol, port.clock(), new AtomicLong()::incrementAndGet),
                settings(),
                new UnhurriedQueue(),
                recorder,
                new Remembered(),
                recorder::status);
    }

    /// Every digit but zero is another one, so that no column shows which of the two lines it is of.
    private static String otherDigits(String raw) {
        return raw.chars()
                .map(digit -> digit > '0' && digit <= '9' ? '0' + (digit - '0') % 9 + 1 : digit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String end(BalanceProtocol protocol) {
        return protocol.terminator() == Terminator.CR ? "\r" : "\r\n";
    }

    /// A driver that took heads of lines for lines would be found out.
    @Test
    void the_test_can_fail() {
        VectorLine line =
                VectorLine.of("us-solid").stream()
                        .filter(each -> each.raw().startsWith("+ 1508.019GN"))
                        .findFirst()
                        .orElseThrow();
        CuttingPort port = new CuttingPort(line);
        port.endsWhatItCuts = true;
        BalanceReply whole = port.protocol().parse(line.raw());
        assertTrue(!wrongReadings(port, new Gullible(port.protocol()), whole).isEmpty());
    }

    private static List<BalanceReading> wrongReadings(
            CuttingPort port, BalanceProtocol protocol, BalanceReply whole) {
        Recorder recorder = new Recorder();
        try (SerialBalance balance =
                new SerialBalance(
                        port, new Unidentified(protocol, Optional.empty()), settings(), FAST)) {
            balance.start(recorder);
            await().atMost(Duration.ofSeconds(60)).until(port::done);
        }
        return recorder.readings.stream().filter(reading -> !says(reading, whole)).toList();
    }

    private static BalanceSettings settings() {
        return new BalanceSettings(
                MassUnit.GRAM,
                null,
                "SIM1",
                Mass.grams("10000"),
                Mass.grams("0.001"),
                new Declared(null, true, true));
    }

    private static boolean says(BalanceReading reading, BalanceReply whole) {
        return switch (reading) {
            case BalanceReading.Stable(var mass, var _, var _) -> says(mass, whole);
            case BalanceReading.Unstable(var mass, var _) -> says(mass, whole);
            case BalanceReading.Unmarked(var mass, var _) -> says(mass, whole);
            case BalanceReading.Overload _ -> whole instanceof BalanceReply.Overload;
            case BalanceReading.Underload _ -> whole instanceof BalanceReply.Underload;
        };
    }

    private static boolean says(Mass mass, BalanceReply whole) {
        return whole instanceof BalanceReply.Weight(var value, var _, var _)
                && mass.equals(new Mass(new BigDecimal(value), mass.unit()));
    }

    /// Gives a line up to the cut, breaks, and after it was opened again the rest of the line and the line once more.
    private static final class CuttingPort implements SerialPort {

        volatile boolean endsWhatItCuts;
        private final VectorLine line;
        private final String wire;
        private int cut = 1;
        private boolean broken;
        private int looks;
        private volatile boolean done;

        CuttingPort(VectorLine line) {
            this.line = line;
            this.wire = line.raw() + end(protocol());
        }

        BalanceProtocol protocol() {
            return BalanceProtocols.named(line.protocol()).orElseThrow();
        }

        boolean done() {
            return done;
        }

        @Override
        public String path() {
            return "cut";
        }

        @Override
        public void open() {
            looks = 0;
        }

        /// Before the cut the line begins when the driver listens; after it the rest comes at once.
        @Override
        public byte[] read() throws DeviceException {
            looks++;
            if (!broken) {
                return head();
            }
            String rest =
                    switch (looks) {
                        case 1 -> wire.substring(cut);
                        case 2 -> wire;
                        default -> "";
                    };
            if (looks == 3) {
                broken = false;
                cut++;
                done = cut >= wire.length();
                throw new DeviceException(Problem.BROKEN, "cut");
            }
            return bytes(rest);
        }

        private byte[] head() throws DeviceException {
            int listening = 4;
            if (looks == listening) {
                return bytes(wire.substring(0, cut) + (endsWhatItCuts ? "\r\n" : ""));
            }
            if (looks > listening) {
                broken = true;
                throw new DeviceException(Problem.BROKEN, "cut");
            }
            return new byte[0];
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void write(byte[] bytes) {
            assertTrue(bytes.length > 0);
        }

        @Override
        public void close() {
            looks = 0;
        }
    }

    /// A line that is given often, then begun; nothing for half a second; then the rest of the other line, and that often.
    /// Every look at the clock is twenty milliseconds later, and no pause lasts.
    private static final class LoosePort implements SerialPort {

        private static final long STEP = Duration.ofMillis(20).toNanos();
        private static final int OFTEN = 6;
        private static final int QUIET_LOOKS = 25;

        private final Queue<String> wire = new ArrayDeque<>();
        private long nanos;

        LoosePort(String line, String other, int cut, String end) {
            silence();
            wire.addAll(Collections.nCopies(OFTEN, line + end));
            wire.add(line.substring(0, cut));
            silence();
            wire.add(other.substring(cut) + end);
            wire.addAll(Collections.nCopies(OFTEN, other + end));
        }

        private void silence() {
            wire.addAll(Collections.nCopies(QUIET_LOOKS, ""));
        }

        DeviceClock clock() {
            return new DeviceClock(() -> Instant.EPOCH, this::later);
        }

        private long later() {
            LockSupport.unpark(Thread.currentThread());
            nanos += STEP;
            return nanos;
        }

        @Override
        public byte[] read() throws DeviceException {
            String arrived = wire.poll();
            if (arrived == null) {
                throw new DeviceException(Problem.BROKEN, "pulled");
            }
            return arrived.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void write(byte[] bytes) {
            assertTrue(bytes.length > 0);
        }

        @Override
        public String path() {
            return "loose";
        }

        @Override
        public void open() {}

        @Override
        public void close() {}
    }

    /// The same protocol, never asked who it is, and with every unit taken: pieces and grains as well.
    private record Unidentified(BalanceProtocol of, Optional<BalanceRequest> weigh)
            implements BalanceProtocol {

        @Override
        public String name() {
            return of.name();
        }

        @Override
        public PortSettings factorySettings() {
            return of.factorySettings();
        }

        @Override
        public Terminator terminator() {
            return of.terminator();
        }

        @Override
        public BalanceReply parse(String frame) {
            BalanceReply reply = of.parse(frame);
            return reply instanceof BalanceReply.Weight(var value, var _, var stability)
                    ? new BalanceReply.Weight(value, null, stability)
                    : reply;
        }
    }

    /// Reads whatever number there is.
    private record Gullible(BalanceProtocol of) implements BalanceProtocol {

        @Override
        public String name() {
            return of.name();
        }

        @Override
        public PortSettings factorySettings() {
            return of.factorySettings();
        }

        @Override
        public BalanceReply parse(String frame) {
            String digits = frame.replaceAll("[^0-9.]", "");
            return digits.matches(Digits.NUMBER)
                    ? new BalanceReply.Weight(digits, null, Stability.UNMARKED)
                    : new BalanceReply.Noise();
        }
    }
}
