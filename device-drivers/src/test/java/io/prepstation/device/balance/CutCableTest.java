package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.time.InstantSource;
import java.util.List;
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
                new SerialBalance(port, new Unasked(protocol), settings(), FAST)) {
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
            this.wire = line.raw() + (protocol().terminator() == Terminator.CR ? "\r" : "\r\n");
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

    /// The same protocol without questions, and with every unit taken: pieces and grains as well.
    private record Unasked(BalanceProtocol of) implements BalanceProtocol {

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
