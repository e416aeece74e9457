package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceException;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A tare or zero that did not happen is never told as done: every protocol's driver with every protocol's simulator, in
/// virtual time.
@Tag("WEI-6")
@Execution(ExecutionMode.CONCURRENT)
class UnconfirmedTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Recorder recorder = new Recorder();
    private final BlockingQueue<BalanceCommand> commands = new LinkedBlockingQueue<>();

    static List<SpokenWith> balances() {
        return SpokenWith.all();
    }

    @ParameterizedTest
    @MethodSource("balances")
    void a_zero_far_from_it_is_refused(SpokenWith spokenWith) {
        FirmwarePort port = new FirmwarePort(spokenWith);
        port.pan.place(48_125_000, port.now());
        Runnable onceSteady = () -> commands.add(BalanceCommand.ZERO);
        weigh(spokenWith, port, reading -> isAbout(reading, "48.125"), onceSteady);
        assertEquals(List.of(BalanceCommand.ZERO), recorder.refused);
        assertEquals(0, recorder.zeroed);
    }

    /// Not after the twelve seconds in which a display may come to zero.
    @Test
    void a_zero_that_the_balance_itself_refuses_is_told_at_once() {
        SpokenWith spokenWith = SpokenWith.named("and");
        FirmwarePort port = new FirmwarePort(spokenWith);
        port.pan.place(48_125_000, port.now());
        AtomicLong asked = new AtomicLong();
        Runnable onceSteady =
                () -> {
                    asked.set(port.now());
                    commands.add(BalanceCommand.ZERO);
                };
        weigh(spokenWith, port, reading -> isAbout(reading, "48.125"), onceSteady);
        assertEquals(List.of(Refusal.NOT_NOW), recorder.refusals);
        assertTrue(port.now() - asked.get() < Duration.ofSeconds(2).toNanos());
    }

    @ParameterizedTest
    @MethodSource("balances")
    void a_tare_of_what_never_rests_is_refused(SpokenWith spokenWith) {
        FirmwarePort port = new FirmwarePort(spokenWith);
        Runnable onceSteady =
                () -> {
                    port.pan.pour(200_000_000, LONGEST, port.now());
                    commands.add(BalanceCommand.TARE);
                };
        weigh(spokenWith, port, reading -> isAbout(reading, "0"), onceSteady);
        assertEquals(List.of(BalanceCommand.TARE), recorder.refused);
        assertEquals(List.of(), recorder.tares);
        assertEquals(List.of(), recorder.vessels);
    }

    @ParameterizedTest
    @MethodSource("balances")
    void what_is_tared_stood_on_the_pan_when_it_was_asked(SpokenWith spokenWith) {
        FirmwarePort port = new FirmwarePort(spokenWith);
        Runnable onceSteady =
                () -> {
                    port.pan.place(20_000_000, port.now());
                    commands.add(BalanceCommand.TARE);
                };
        weigh(spokenWith, port, reading -> isAbout(reading, "0"), onceSteady);
        assertEquals(List.of(), recorder.refused);
        Mass taken =
                recorder.vessels.isEmpty()
                        ? recorder.tares.getFirst()
                        : recorder.vessels.getFirst();
        assertTrue(
                taken.minus(Mass.grams("20")).abs().isAtMost(Mass.grams("0.002")), taken::toString);
    }

    /// One connection: once a reading is the wanted one, something is done, and when that is answered the cable is pulled.
    private void weigh(
            SpokenWith spokenWith,
            FirmwarePort port,
            Predicate<BalanceReading> wanted,
            Runnable onceSteady) {
        recorder.onReading =
                reading -> {
                    if (wanted.test(reading)) {
                        recorder.onReading = _ -> {};
                        onceSteady.run();
                    }
                };
        recorder.onAnswer = port::pull;
        Conversation conversation =
                new Conversation(
                        port,
                        spokenWith.protocol(),
                        port.clock(),
                        new AtomicLong()::incrementAndGet);
        BalanceConnection connection =
                new BalanceConnection(
                        conversation,
                        spokenWith.settings(),
                        commands,
                        recorder,
                        new Remembered(),
                        recorder::status);
        DeviceException pulled = assertThrows(DeviceException.class, connection::weighUntilLost);
        assertEquals("pulled", pulled.detail());
    }

    private static boolean isAbout(BalanceReading reading, String grams) {
        return reading instanceof Stable(var mass, var _, var _)
                && mass.minus(Mass.grams(grams)).abs().isAtMost(Mass.grams("0.002"));
    }
}
