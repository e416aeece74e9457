package io.prepstation.device.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The pins of a plan, taken from a board. What breaks is thrown as Pi4J throws it. Not thread-safe.
final class WiredPins implements AutoCloseable {

    private final Context context;
    private final Map<Lamp, DigitalOutput> lamps = new EnumMap<>(Lamp.class);
    private final IdentityHashMap<DigitalOutput, Boolean> levels = new IdentityHashMap<>();
    private final @Nullable DigitalInput pedal;
    private final @Nullable DigitalOutput buzzer;

    /// Takes all of them or none.
    ///
    /// @param context closed together with these pins
    WiredPins(Context context, PinPlan plan, Board board) {
        this.context = context;
        try {
            Integer footSwitch = plan.footSwitch();
            pedal = footSwitch == null ? null : board.input(context, "foot-switch", footSwitch);
            take(Lamp.GREEN, plan.green(), board);
            take(Lamp.AMBER, plan.amber(), board);
            take(Lamp.RED, plan.red(), board);
            Integer sounder = plan.buzzer();
            buzzer = sounder == null ? null : board.output(context, "buzzer", sounder);
        } catch (RuntimeException | LinkageError refused) {
            context.shutdown();
            throw refused;
        }
    }

    private void take(Lamp lamp, @Nullable Integer pin, Board board) {
        if (pin != null) {
            lamps.put(lamp, board.output(context, lamp.name(), pin));
        }
    }

    /// Calls, on a thread of the board's, whenever the level of the pedal changes.
    void onPedal(Runnable changed) {
        if (pedal != null) {
            pedal.addListener(_ -> changed.run());
        }
    }

    boolean pedalDown() {
        return pedal != null && pedal.state() == DigitalState.LOW;
    }

    void light(Predicate<Lamp> lit) {
        lamps.forEach((lamp, output) -> set(output, lit.test(lamp)));
    }

    void sound(boolean on) {
        if (buzzer != null) {
            set(buzzer, on);
        }
    }

    /// Only changes are written: each is a call into the kernel.
    private void set(DigitalOutput output, boolean on) {
        if (!Boolean.valueOf(on).equals(levels.get(output))) {
            output.state(on ? DigitalState.HIGH : DigitalState.LOW);
            levels.put(output, on);
        }
    }

    /// The pins themselves, for tests that press and look.
    Context context() {
        return context;
    }

    /// Gives the pins back; Pi4J puts every output into its safe state.
    @Override
    public void close() {
        context.shutdown();
    }
}
