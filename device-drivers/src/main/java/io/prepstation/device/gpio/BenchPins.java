package io.prepstation.device.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Foot switch, lamp and buzzer. One thread owns the pins; others only leave wishes, and wake it for those that begin at once.
///
/// Pins that cannot be had are a status, never an error: a station weighs without them.
public final class BenchPins implements AutoCloseable {

    /// Between two looks while nothing happens: a foot stays down four times as long.
    private static final Duration LOOK = Duration.ofMillis(40);

    /// While a contact may bounce or the buzzer sounds.
    private static final Duration CLOSE_LOOK = Duration.ofMillis(20);

    private static final Duration BOUNCE = Duration.ofMillis(25);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);
    private static final List<Lamp> TESTED = List.of(Lamp.GREEN, Lamp.AMBER, Lamp.RED);
    private static final Duration TEST_OF_EACH = Duration.ofMillis(800);

    private final PinPlan plan;
    private final Board board;
    private final DeviceClock clock;
    private final Runnable footSwitch;
    private final FootSwitch contact = new FootSwitch(BOUNCE);
    private final Map<Lamp, DigitalOutput> lamps = new EnumMap<>(Lamp.class);
    private final IdentityHashMap<DigitalOutput, Boolean> levels = new IdentityHashMap<>();
    private @Nullable Context context;
    private @Nullable DigitalInput pedal;
    private @Nullable DigitalOutput buzzer;
    private @Nullable Thread thread;
    private volatile DeviceStatus status;
    private volatile Lamp wanted = Lamp.OFF;
    private volatile @Nullable Playing playing;
    private volatile long testEnds;
    private volatile boolean testing;
    private volatile boolean closed;

    private record Playing(Sound sound, long began) {

        boolean isOn(long now) {
            return sound.isOn((now - began) / 1_000_000);
        }

        boolean isOver(long now) {
            return sound.isOver((now - began) / 1_000_000);
        }
    }

    /// @param footSwitch called on the pins' own thread at each press
    public BenchPins(PinPlan plan, Board board, DeviceClock clock, Runnable footSwitch) {
        this.plan = plan;
        this.board = board;
        this.clock = clock;
        this.footSwitch = footSwitch;
        this.status =
                plan.isEmpty() ? new DeviceStatus.Absent() : new DeviceStatus.Connecting(name());
    }

    /// Takes the pins; does nothing where none are wired.
    public void start() {
        if (plan.isEmpty()) {
            return;
        }
        try {
            take(board.open());
            status = new DeviceStatus.Online(name());
            thread = Thread.ofPlatform().name("pins").daemon().start(this::run);
        } catch (Pi4JException | IllegalStateException | LinkageError refused) {
            release();
            status =
                    new Offline(Reason.NOT_FOUND, Trouble.of(Kind.PINS_AWAY, refused.getMessage()));
        }
    }

    public DeviceStatus status() {
        return status;
    }

    public void lamp(Lamp lamp) {
        wanted = lamp;
    }

    public void sound(Sound sound) {
        playing = new Playing(sound, clock.now());
        wake();
    }

    /// Shows each colour in turn, then goes on with what was wanted.
    public void test() {
        testEnds = clock.in(TEST_OF_EACH.multipliedBy(TESTED.size()));
        testing = true;
        sound(Sound.WARNING);
    }

    /// Leaves every output off.
    @Override
    public void close() {
        closed = true;
        wake();
        Thread ending = thread;
        if (ending != null) {
            try {
                ending.join(PATIENCE_AT_CLOSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        release();
    }

    /// The pins themselves, for tests that press and look.
    @Nullable Context context() {
        return context;
    }

    private String name() {
        return board == Board.MOCK ? "pins in memory" : "GPIO";
    }

    /// Does nothing while there is no thread.
    private void wake() {
        LockSupport.unpark(thread);
    }

    private void take(Context opened) {
        context = opened;
        if (plan.footSwitch() != null) {
            pedal = board.input(opened, "foot-switch", plan.footSwitch());
        }
        takeLamp(opened, Lamp.GREEN, plan.green());
        takeLamp(opened, Lamp.AMBER, plan.amber());
        takeLamp(opened, Lamp.RED, plan.red());
        if (plan.buzzer() != null) {
            buzzer = board.output(opened, "buzzer", plan.buzzer());
        }
    }

    private void takeLamp(Context opened, Lamp lamp, @Nullable Integer pin) {
        if (pin != null) {
            lamps.put(lamp, board.output(opened, lamp.name(), pin));
        }
    }

    private void run() {
        try {
            while (!closed) {
                look(clock.now());
                LockSupport.parkNanos((isBusy(clock.now()) ? CLOSE_LOOK : LOOK).toNanos());
            }
            dark();
        } catch (Pi4JException broken) {
            status = new Offline(Reason.BROKEN, Trouble.of(Kind.PINS_BROKE, broken.getMessage()));
        }
    }

    private boolean isBusy(long now) {
        Playing current = playing;
        return contact.isChanging() || (current != null && !current.isOver(now));
    }

    private void look(long now) {
        DigitalInput input = pedal;
        if (input != null && contact.pressedBy(input.state() == DigitalState.LOW, now)) {
            footSwitch.run();
        }
        long millis = now / 1_000_000;
        Lamp shown = shown(now);
        lamps.forEach((lamp, output) -> set(output, lamp.isLit(shown, millis)));
        DigitalOutput sounding = buzzer;
        Playing current = playing;
        if (sounding != null) {
            set(sounding, current != null && current.isOn(now));
        }
    }

    private Lamp shown(long now) {
        if (!testing) {
            return wanted;
        }
        long left = testEnds - now;
        testing = left > 0;
        int turn = TESTED.size() - 1 - (int) (left / TEST_OF_EACH.toNanos());
        return testing ? TESTED.get(Math.clamp(turn, 0, TESTED.size() - 1)) : wanted;
    }

    /// Only changes are written: each is a call into the kernel.
    private void set(DigitalOutput output, boolean on) {
        if (!Boolean.valueOf(on).equals(levels.put(output, on))) {
            output.state(on ? DigitalState.HIGH : DigitalState.LOW);
        }
    }

    private void dark() {
        lamps.values().forEach(output -> set(output, false));
        DigitalOutput sounding = buzzer;
        if (sounding != null) {
            set(sounding, false);
        }
    }

    private void release() {
        Context opened = context;
        context = null;
        if (opened != null) {
            opened.shutdown();
        }
    }
}
