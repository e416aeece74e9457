package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One whole connection of the driver to somebody who answers anything at all, in virtual time: it ends, every command is
/// told about, and nothing but weights of the balance's own digits in the station's unit comes out while it is online.
final class FuzzedConversation implements BalanceListener, SerialPort {

    /// Between two looks at the clock: longer than any wait of the driver for its next question.
    private static final Duration STEP = Duration.ofMillis(110);

    private static final int MOST_AT_ONCE = 24;

    private static final List<BalanceProtocol> ASKED =
            List.of(new MtSics(), new SartoriusSbi(), new AndStandard(), new Radwag());

    /// After the last answer: longer than all three commands may take.
    private static final int MOST_EMPTY_LOOKS = 600;

    private static final int WAS_ONLINE = 1;
    private static final int TARED = 2;
    private static final int UNANSWERED = 4;
    private static final int CONFUSED = 8;
    private static final int PRINTS_ONLY = 16;
    private static final int WINDOW = 32;
    private static final int ASSUMES_UNIT = 64;

    private final byte[] answers;
    private final Set<BalanceCommand> untold = EnumSet.noneOf(BalanceCommand.class);
    private final Remembered remembered = new Remembered();
    private int answered;
    private int emptyLooks;
    private long nanos;
    private boolean online;
    private @Nullable BalanceStatus published;

    private FuzzedConversation(String answers) {
        this.answers = answers.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<String> seeds() {
        String well = "I4 A \"SIM0000007\"\r\nI2 A \"SIM-X 220.000 g\"\r\nS D     12.341 g\r\n";
        String weights = "S S     12.340 g\r\n".repeat(12);
        List<String> plain =
                List.of(
                        "@" + well + weights,
                        "A"
                                + well
                                + weights
                                + "T S     12.340 g\r\nS S      0.000 g\r\nS +\r\nS -\r\n",
                        "A" + well + weights + "T S      0.000 g\r\nS S      0.000 g\r\n" + weights,
                        "A" + well + weights + "T S         12 PCS\r\n" + weights,
                        "B" + well + "Z A\r\nS S      0.000 kg\r\nS I\r\nES\r\n" + weights,
                        "F" + well + "TAC A\r\n" + weights + "TAC A\r\n",
                        "D" + well + weights + "TAC A\r\nI4 A \"SIM0000007\"\r\n" + weights,
                        "P"
                                + "SerNo.    0031801165\r\nModel     SIM-X\r\n"
                                + "+   1.2345 g  \r\n".repeat(9),
                        "`SN,12345678\r\nTN,SIM\r\n" + "ST,+0013.538  g\r\n".repeat(9),
                        "pNB A \"1234\"\r\n" + "SI ?        1.234 g  \r\n".repeat(9));
        return Stream.concat(
                        plain.stream().map(seed -> with(0, seed)),
                        Stream.of(
                                with(WAS_ONLINE | TARED, "@TA A     12.340 g\r\n" + well + weights),
                                with(
                                        WAS_ONLINE | UNANSWERED,
                                        "`" + "ST,+0013.538  g\r\n".repeat(9)),
                                with(CONFUSED, "@I4 A \"SIM0000007\"\r\n" + well + weights),
                                with(PRINTS_ONLY, "C" + weights),
                                with(WINDOW | ASSUMES_UNIT, "P" + "+   1.2345 !  \r\n".repeat(9))))
                .toList();
    }

    private static String with(int options, String seed) {
        return seed.substring(0, 1) + (char) options + seed.substring(1);
    }

    /// @param bytes the first chooses the protocol and what the station asks for, the second what it remembers and what the
    ///     site declared; the others are what it gets to hear
    static void hold(String bytes) throws DeviceException, InterruptedException {
        if (bytes.length() > 1) {
            new FuzzedConversation(bytes.substring(2)).hold(bytes.charAt(0), bytes.charAt(1));
        }
    }

    private void hold(int choice, int options) throws DeviceException, InterruptedException {
        BlockingQueue<BalanceCommand> commands = new UnhurriedQueue();
        int bit = 1;
        for (BalanceCommand command : BalanceCommand.values()) {
            if ((choice & bit) != 0) {
                commands.add(command);
                untold.add(command);
            }
            bit <<= 1;
        }
        DeviceClock clock = new DeviceClock(() -> Instant.EPOCH, this::later);
        BalanceProtocol protocol = ASKED.get(choice >> 4 & 3);
        remember(protocol, options);
        Conversation conversation = new Conversation(this, protocol, clock, () -> ++nanos);
        BalanceConnection connection =
                new BalanceConnection(
                        conversation, settings(options), commands, this, remembered, this::status);
        try {
            connection.weighUntilLost();
        } catch (DeviceException pulled) {
            assertTrue(emptyLooks > MOST_EMPTY_LOOKS, pulled::detail);
        }
        // Those the connection did not come to; a balance may have said unasked that it did one of
        // them.
        commands.forEach(untold::remove);
        assertEquals(Set.of(), untold, "asked and not told");
    }

    private void remember(BalanceProtocol protocol, int options) {
        if ((options & CONFUSED) != 0) {
            remembered.lostTo(OfflineReason.GARBLED);
        }
        if ((options & WAS_ONLINE) != 0) {
            remembered.online();
        }
        if ((options & TARED) != 0) {
            remembered.tared(Mass.grams("12.340"));
        }
        if ((options & UNANSWERED) != 0) {
            remembered.unanswered(protocol.identify(), protocol.identify());
        }
    }

    private static BalanceSettings settings(int options) {
        return new BalanceSettings(
                MassUnit.GRAM,
                null,
                null,
                Mass.grams("220"),
                null,
                new Declared(
                        (options & WINDOW) != 0 ? Duration.ofMillis(300) : null,
                        (options & ASSUMES_UNIT) != 0,
                        (options & PRINTS_ONLY) != 0));
    }

    /// Each look at the clock is a step later; the driver's pause that follows ends at once.
    private long later() {
        LockSupport.unpark(Thread.currentThread());
        nanos += STEP.toNanos();
        return nanos;
    }

    @Override
    public byte[] read() throws DeviceException {
        if (answered == answers.length && ++emptyLooks > MOST_EMPTY_LOOKS) {
            throw new DeviceException(Problem.BROKEN, "pulled");
        }
        int end = answered;
        while (end < answers.length && end - answered < MOST_AT_ONCE) {
            if (answers[end++] == '\n') {
                break;
            }
        }
        byte[] next = Arrays.copyOfRange(answers, answered, end);
        answered = end;
        return next;
    }

    @Override
    public void reading(BalanceReading reading) {
        assertTrue(online, "a reading while not online");
        if (reading instanceof Stable(var mass, var frame, var _)) {
            assertEquals(MassUnit.GRAM, mass.unit());
            BalanceFuzzTest.checkDigits(mass.value().toPlainString(), frame.raw());
        }
    }

    @Override
    public void status(BalanceStatus status) {
        published = status;
        online = status instanceof Online;
    }

    /// An empty pan is tared to zero as well; the tare is asked for before it is to be cleared.
    @Override
    public void tared(Mass tare) {
        boolean cleared = tare.value().signum() == 0 && !untold.contains(BalanceCommand.TARE);
        untold.remove(cleared ? BalanceCommand.CLEAR_TARE : BalanceCommand.TARE);
    }

    @Override
    public void vesselWeighed(Mass gross) {
        untold.remove(BalanceCommand.TARE);
    }

    @Override
    public void zeroed() {
        untold.remove(BalanceCommand.ZERO);
    }

    @Override
    public void refused(BalanceCommand command, Refusal refusal, String detail) {
        untold.remove(command);
    }

    @Override
    public void startedAnew() {
        assertTrue(remembered.wasOnline(), () -> "no connection came before " + published);
    }

    @Override
    public String path() {
        return "fuzzed";
    }

    @Override
    public void open() {}

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void close() {}
}
