package io.prepstation.model.bench.walk;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BalanceCommand;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StatusChanged;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.Examples;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A balance that answers in order, refuses now and then, and can be unplugged, exchanged or restarted.
final class WorldBalance {

    private static final long MAXIMUM = 520_000;
    private static final long LARGEST_ZERO = 10_000;

    private final RandomGenerator random;
    private final Deque<BenchEvent> messages = new ArrayDeque<>();
    private final Deque<BalanceCommand> commands = new ArrayDeque<>();
    private final IdentityHashMap<Object, Long> loads = new IdentityHashMap<>();
    private boolean plugged = true;
    private long zero;
    private long tare;
    private long frames;
    private int restless;
    private boolean owesZero;

    WorldBalance(RandomGenerator random) {
        this.random = random;
    }

    void command(BalanceCommand command) {
        commands.add(command);
    }

    boolean clearsTare() {
        return commands.contains(BalanceCommand.CLEAR_TARE)
                || messages.stream().anyMatch(TareCleared.class::isInstance)
                || messages.stream().anyMatch(CommandRefused.class::isInstance);
    }

    @Nullable BenchEvent message() {
        return messages.poll();
    }

    void touched() {
        restless = random.nextInt(4);
    }

    /// Answers the oldest command, or else weighs.
    void work(Vessel vessel, Instant now) {
        if (!plugged) {
            return;
        }
        BalanceCommand command = commands.poll();
        messages.add(
                command == null
                        ? new ReadingArrived(reading(vessel.load(), now))
                        : answer(command, vessel.load(), now));
    }

    boolean plugged() {
        return plugged;
    }

    void unplug() {
        plugged = false;
        drop();
        messages.add(new StatusChanged(Examples.OFFLINE));
    }

    /// @param own whether it is the balance that was there before
    void plug(boolean own) {
        plugged = own;
        drop();
        if (random.nextBoolean()) {
            messages.add(new StatusChanged(new Connecting("/dev/ttyUSB0")));
        }
        messages.add(new StatusChanged(own ? Examples.ONLINE : new Online(Examples.OTHER_BALANCE)));
    }

    /// Forgets its tare. (A balance that also zeroes a vessel standing on it cannot be told from a good one.)
    void restart() {
        tare = 0;
    }

    /// Whether its own tare key was pressed and its display has not stood at zero since.
    boolean owesZero() {
        return owesZero;
    }

    /// Somebody presses the key at the balance itself: the display goes to zero and nobody is told.
    void pressTare(Vessel vessel) {
        tare = vessel.load() - zero;
        restless = 0;
        owesZero = true;
    }

    private void drop() {
        commands.clear();
        messages.clear();
    }

    /// What stood on the pan when a tare was taken.
    long loadAt(Tared tared) {
        return loads.getOrDefault(tared, Long.MIN_VALUE);
    }

    /// What stood on the pan when a frame was made.
    long loadAt(Frame frame) {
        return loads.getOrDefault(frame, Long.MIN_VALUE);
    }

    private BalanceReading reading(long load, Instant now) {
        long shown = load - zero - tare;
        Frame frame = new Frame(++frames, "S " + Vessel.grams(shown) + " #" + frames, now);
        loads.put(frame, load);
        if (load > MAXIMUM) {
            return new Overload(frame);
        }
        if (shown < -1_000 && random.nextBoolean()) {
            return new Underload(frame);
        }
        if (restless > 0) {
            restless--;
            return new Unstable(Vessel.grams(shown + random.nextLong(-20, 21)), frame);
        }
        if (random.nextInt(50) == 0) {
            return new Unmarked(Vessel.grams(shown), frame);
        }
        owesZero = false;
        return new Stable(Vessel.grams(shown), frame);
    }

    private BenchEvent answer(BalanceCommand command, long load, Instant now) {
        boolean tooHeavy = command == BalanceCommand.ZERO && Math.abs(load) > LARGEST_ZERO;
        boolean moving = command != BalanceCommand.CLEAR_TARE && restless > 0;
        if (tooHeavy || moving || random.nextInt(12) == 0) {
            return new CommandRefused(command, "not now");
        }
        return switch (command) {
            case TARE -> {
                tare = load - zero;
                Tared tared = new Tared(Vessel.grams(tare), now);
                loads.put(tared, load);
                yield tared;
            }
            case CLEAR_TARE -> {
                tare = 0;
                yield new TareCleared();
            }
            case ZERO -> {
                zero = load;
                tare = 0;
                yield new Zeroed();
            }
        };
    }
}
