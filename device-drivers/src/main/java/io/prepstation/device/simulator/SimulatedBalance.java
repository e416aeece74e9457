package io.prepstation.device.simulator;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A balance on a pseudo-terminal with a hand at its pan. Its methods may be called from any thread; they return when
/// the hand has done it, which is before the pan is calm.
///
/// The balance keeps running while it is unplugged: its tare and its load are still there afterwards, as with a pulled
/// USB cable.
public final class SimulatedBalance implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(4);
    private static final int ANY_BAUD = 0;
    private static final byte[] NOTHING = {};

    private final StableName name;
    private final PanPhysics pan;
    private final BalanceFirmware firmware;
    private final Wire wire;
    private final LongSupplier clock;
    private final Queue<FutureTask<?>> hands = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile PtyPair line;
    private volatile int baud = ANY_BAUD;
    private volatile boolean closed;

    private SimulatedBalance(
            StableName name,
            BalanceFirmwares.Maker maker,
            SimulatedIdentity identity,
            RandomGenerator random,
            LongSupplier clock)
            throws DeviceException {
        this.name = name;
        this.clock = clock;
        this.pan = new PanPhysics(random, identity.readabilityMicrograms(), now());
        this.firmware = maker.make(pan, identity, random);
        this.wire = new Wire(random);
        this.line = PtyPair.open();
        name.pointAt(line.path());
        this.thread = Thread.ofPlatform().name("simulated balance").daemon().unstarted(this::run);
    }

    /// Switches a balance on.
    ///
    /// @param link a stable name for its port, as `/dev/serial/by-id` has them; it is re-pointed at each [#replug]
    /// @throws DeviceException if the system has no pseudo-terminal to give, or the link cannot be made
    public static SimulatedBalance switchOn(
            Path link,
            BalanceFirmwares.Maker maker,
            SimulatedIdentity identity,
            RandomGenerator random)
            throws DeviceException {
        SimulatedBalance balance =
                new SimulatedBalance(
                        new StableName(link), maker, identity, random, System::nanoTime);
        balance.thread.start();
        return balance;
    }

    /// A balance whose pan settles and whose firmware answers by another clock, such as one that runs faster.
    public static SimulatedBalance switchOn(
            Path link, String protocol, RandomGenerator random, LongSupplier clock)
            throws DeviceException {
        return switchOn(link, maker(protocol), random, clock);
    }

    /// A balance of this make, with its own ideas of identity, by another clock.
    public static SimulatedBalance switchOn(
            Path link, BalanceFirmwares.Maker maker, RandomGenerator random, LongSupplier clock)
            throws DeviceException {
        SimulatedBalance balance =
                new SimulatedBalance(new StableName(link), maker, maker.identity(), random, clock);
        balance.thread.start();
        return balance;
    }

    /// A balance that speaks this protocol.
    public static SimulatedBalance switchOn(Path link, String protocol, RandomGenerator random)
            throws DeviceException {
        return switchOn(link, protocol, random, System::nanoTime);
    }

    /// An analytical balance of 520 g by 0.1 mg that speaks MT-SICS.
    public static SimulatedBalance mtSics(Path link, RandomGenerator random)
            throws DeviceException {
        return switchOn(link, new MtSicsFirmware(), SimulatedIdentity.analytical(), random);
    }

    /// The name to open the port by.
    public Path portPath() {
        return name.link();
    }

    /// Puts a vessel or a weight on the pan.
    public void place(Mass mass) {
        byHand(() -> pan.place(micrograms(mass), now()));
    }

    /// Takes that much off the pan.
    public void remove(Mass mass) {
        place(mass.negated());
    }

    /// Takes everything off the pan.
    public void clear() {
        byHand(() -> pan.clear(now()));
    }

    /// Begins to pour that much over that time: fast, then slowly, then in drops.
    public void pour(Mass mass, Duration duration) {
        byHand(() -> pan.pour(micrograms(mass), duration, now()));
    }

    /// Whether nothing falls any more and the pan is calm.
    public boolean settled() {
        return seen(() -> pan.stable(now()));
    }

    /// What truly lies on the pan.
    public Mass load() {
        return seen(() -> new Mass(BigDecimal.valueOf(pan.load(now()), 6), MassUnit.GRAM));
    }

    /// Makes the wire suffer from now on; [WireFault#NONE] heals it.
    public void suffer(WireFault fault) {
        byHand(() -> wire.suffer(fault, System.nanoTime()));
    }

    /// Sets the speed of its line: at any other, each end hears garbage. At first it takes whatever speed is set.
    public void speakAt(int bitsASecond) {
        byHand(() -> baud = bitsASecond);
    }

    /// Pulls the cable: whoever has the port open gets an I/O error, and its name is gone.
    ///
    /// @throws DeviceException if the name cannot be removed
    public void unplug() throws DeviceException {
        name.remove();
        byHand(() -> line.close());
    }

    /// Plugs the cable in again, at another terminal but under the same [#portPath].
    ///
    /// @throws DeviceException if the system has no pseudo-terminal to give, or the link cannot be made
    public void replug() throws DeviceException {
        PtyPair next = anotherThan(line.path());
        byHand(() -> {
            line.close();
            line = next;
        });
        name.pointAt(next.path());
    }

    /// Cuts its power for a moment with the cable in: it starts anew, with whatever lies on the pan as its zero.
    public void restart() {
        byHand(() -> wire.send(firmware.restart(now()), System.nanoTime()));
    }

    /// Switches it off and waits until its port is gone.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            for (FutureTask<?> hand = hands.poll(); hand != null; hand = hands.poll()) {
                hand.run();
            }
            exchange(line);
        }
        line.close();
    }

    private void exchange(PtyPair open) {
        byte[] received = open.read(LOOK);
        boolean inStep = baud == ANY_BAUD || open.baud() == baud;
        firmware.receive(inStep ? received : NOTHING, now());
        wire.send(firmware.due(now()), System.nanoTime());
        byte[] sent = wire.due(System.nanoTime());
        open.write(inStep ? sent : wire.garbled(sent));
    }

    private void byHand(Runnable deed) {
        seen(Executors.callable(deed));
    }

    /// Lets the simulator's thread look, and waits for it: it alone owns the pan, the wire and the line.
    private <T> T seen(Callable<T> look) {
        if (closed) {
            throw new IllegalStateException("the simulated balance is switched off");
        }
        FutureTask<T> hand = new FutureTask<>(look);
        hands.add(hand);
        try {
            return hand.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted at the simulated balance");
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the simulated balance failed", failure.getCause());
        }
    }

    /// The system gives the number of a closed terminal to the next one; a plug comes back under another.
    private static PtyPair anotherThan(Path before) throws DeviceException {
        PtyPair first = PtyPair.open();
        if (!first.path().equals(before)) {
            return first;
        }
        try (first) {
            return PtyPair.open();
        }
    }

    private static long micrograms(Mass mass) {
        return mass.inGrams()
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static BalanceFirmwares.Maker maker(String protocol) throws DeviceException {
        return BalanceFirmwares.named(protocol)
                .orElseThrow(() ->
                        new DeviceException(
                                Problem.NOT_FOUND,
                                "no simulated balance speaks \""
                                        + protocol
                                        + "\"; known are "
                                        + BalanceFirmwares.names()));
    }

    private long now() {
        return clock.getAsLong();
    }
}
