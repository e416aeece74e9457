package io.prepstation.device.gpio;

import com.pi4j.context.Context;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Foot switch, lamp and buzzer. One thread owns the pins; others only leave wishes, and wake it for those that begin at once.
///
/// Pins that cannot be had are a status, never an error: a station weighs without them. Pins that are refused, as by a program
/// before this one that has not let go of them yet, and pins that break while in use are tried again.
public final class BenchPins implements AutoCloseable {

    /// The longest time between two looks: the board tells of a press, and when a lamp is to be switched is known.
    private static final Duration LOOK = Duration.ofMillis(250);

    /// While a contact may bounce or the buzzer sounds.
    private static final Duration CLOSE_LOOK = Duration.ofMillis(10);

    private static final Duration BOUNCE = Duration.ofMillis(25);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LATEST_RETRY = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    /// A station that has not been found alive for so long stands still.
    private static final Duration ALIVE = Duration.ofSeconds(7);

    private static final List<Lamp> TESTED = List.of(Lamp.GREEN, Lamp.AMBER, Lamp.RED);
    private static final Duration TEST_OF_EACH = Duration.ofMillis(800);

    /// How long [#test] takes.
    public static final Duration TEST = TEST_OF_EACH.multipliedBy(TESTED.size());

    private final PinPlan plan;
    private final String name;
    private final Supplier<WiredPins> opening;
    private final DeviceClock clock;
    private final Runnable footSwitch;
    private final FootSwitch contact = new FootSwitch(BOUNCE);
    private Consumer<DeviceStatus> told = _ -> {};
    private Runnable turned = () -> {};
    private @Nullable Thread thread;
    private volatile @Nullable WiredPins wired;
    private volatile DeviceStatus status;
    private volatile Lamp wanted = Lamp.OFF;
    private volatile @Nullable Playing playing;
    private volatile @Nullable Test test;
    private volatile long lastBeat;
    private volatile boolean closed;

    private record Playing(Sound sound, long began) {

        boolean isOn(long now) {
            return sound.isOn((now - began) / 1_000_000);
        }

        boolean isOver(long now) {
            return sound.isOver((now - began) / 1_000_000);
        }
    }

    private record Test(long ends, Runnable over) {}

    /// @param footSwitch called on the pins' own thread at each press
    public BenchPins(PinPlan plan, Board board, DeviceClock clock, Runnable footSwitch) {
        this(
                plan,
                board == Board.MOCK ? "pins in memory" : "GPIO",
                () -> new WiredPins(board.open(), plan, board),
                clock,
                footSwitch);
    }

    BenchPins(
            PinPlan plan,
            String name,
            Supplier<WiredPins> opening,
            DeviceClock clock,
            Runnable footSwitch) {
        this.plan = plan;
        this.name = name;
        this.opening = opening;
        this.clock = clock;
        this.footSwitch = footSwitch;
        this.status =
                plan.isEmpty() ? new DeviceStatus.Absent() : new DeviceStatus.Connecting(name);
    }

    /// Takes the pins; does nothing where none are wired.
    public void start() {
        start(_ -> {});
    }

    /// The same, and tells how the pins are: at once, and on their own thread whenever that changes.
    ///
    /// A computer without the library for pins does not get one while this program runs, and is not asked again.
    public void start(Consumer<DeviceStatus> listener) {
        told = listener;
        beat();
        if (plan.isEmpty()) {
            told.accept(status);
            return;
        }
        try {
            wired = opened();
            publish(new DeviceStatus.Online(name));
        } catch (LinkageError missing) {
            publish(away(missing));
            return;
        } catch (RuntimeException refused) {
            publish(away(refused));
        }
        thread = Thread.ofPlatform().name("pins").daemon().start(this::run);
    }

    /// Tells each time the loop of the pins comes round, on its own thread; before [#start].
    public void whenTurning(Runnable listener) {
        turned = listener;
    }

    /// Whether there is a loop: not where no pins are wired, nor where the library for them is missing.
    public boolean isTurning() {
        Thread current = thread;
        return current != null && current.isAlive();
    }

    public DeviceStatus status() {
        return status;
    }

    public void lamp(Lamp lamp) {
        if (lamp != wanted) {
            wanted = lamp;
            wake();
        }
    }

    public void sound(Sound sound) {
        playing = new Playing(sound, clock.now());
        wake();
    }

    /// The station was found alive: the lamp goes on winking.
    public void beat() {
        lastBeat = clock.now();
    }

    /// Shows each colour in turn, then goes on with what was wanted.
    public void test() {
        test(() -> {});
    }

    /// The same.
    ///
    /// @param over called on the pins' own thread at the end of it
    public void test(Runnable over) {
        test = new Test(clock.in(TEST), over);
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
        WiredPins current = wired;
        return current == null ? null : current.context();
    }

    /// Does nothing while there is no thread.
    private void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        boolean had = wired != null;
        if (!had) {
            pause(retry);
        }
        while (!closed) {
            try {
                look(taken(), clock.now());
                had = true;
                retry = FIRST_RETRY;
                LockSupport.parkNanos(untilNextLook(clock.now()).toNanos());
            } catch (LinkageError missing) {
                publish(away(missing));
                return;
            } catch (RuntimeException broken) {
                // Pi4J and the library below it throw exceptions without a common kind.
                release();
                publish(had ? broke(broken) : away(broken));
                pause(retry);
                Duration doubled = retry.multipliedBy(2);
                retry = doubled.compareTo(LATEST_RETRY) < 0 ? doubled : LATEST_RETRY;
            }
        }
    }

    private static Offline away(Throwable refused) {
        return new Offline(Reason.NOT_FOUND, Trouble.of(Kind.PINS_AWAY, refused.getMessage()));
    }

    private static Offline broke(RuntimeException failure) {
        return new Offline(Reason.BROKEN, Trouble.of(Kind.PINS_BROKE, failure.getMessage()));
    }

    private WiredPins opened() {
        WiredPins fresh = opening.get();
        fresh.onPedal(this::wake);
        return fresh;
    }

    /// The pins, taken anew after they broke.
    private WiredPins taken() {
        WiredPins current = wired;
        if (current == null) {
            current = opened();
            wired = current;
            publish(new DeviceStatus.Online(name));
        }
        return current;
    }

    private void look(WiredPins pins, long now) {
        turned.run();
        if (contact.pressedBy(pins.pedalDown(), now)) {
            footSwitch.run();
        }
        Lamp shown = shown(now);
        boolean alive = now - lastBeat < ALIVE.toNanos();
        pins.light(lamp -> alive ? lamp.isLit(shown, now / 1_000_000) : lamp.isLitStill(shown));
        Playing current = playing;
        pins.sound(current != null && current.isOn(now));
    }

    private Duration untilNextLook(long now) {
        Playing current = playing;
        if (contact.isChanging() || (current != null && !current.isOver(now))) {
            return CLOSE_LOOK;
        }
        long switched = shown(now).untilSwitched(now / 1_000_000);
        return switched < LOOK.toMillis() ? Duration.ofMillis(switched) : LOOK;
    }

    private Lamp shown(long now) {
        Test current = test;
        if (current == null) {
            return wanted;
        }
        long left = current.ends - now;
        if (left <= 0) {
            test = null;
            current.over.run();
            return wanted;
        }
        int turn = TESTED.size() - 1 - (int) (left / TEST_OF_EACH.toNanos());
        return TESTED.get(Math.clamp(turn, 0, TESTED.size() - 1));
    }

    private void pause(Duration longest) {
        long end = clock.in(longest);
        while (!closed && !clock.reached(end)) {
            turned.run();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void publish(DeviceStatus next) {
        status = next;
        told.accept(next);
    }

    /// Pins that broke cannot always be given back; there is nothing more to do with them then.
    private void release() {
        WiredPins leaving = wired;
        wired = null;
        if (leaving == null) {
            return;
        }
        try {
            leaving.light(_ -> false);
            leaving.sound(false);
            leaving.close();
        } catch (RuntimeException broken) {
            status = broke(broken);
        }
    }
}
