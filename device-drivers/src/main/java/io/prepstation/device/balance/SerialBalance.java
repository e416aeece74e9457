package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.OfflineReason;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A balance on a serial line, kept connected: every anticipated failure becomes an Offline status and a new attempt.
///
/// One platform thread owns the port, the status and the conversation; others reach it by the command queue.
public final class SerialBalance implements Balance {

    private static final Duration FIRST_RETRY = Duration.ofMillis(125);

    /// A balance is back within two seconds after it was plugged in again, however long it was away.
    private static final Duration LATEST_RETRY = Duration.ofSeconds(1);

    /// Looking whether a port is there again costs next to nothing and disturbs nobody.
    private static final Duration LATEST_LOOK_FOR_A_PLUG = Duration.ofMillis(250);

    /// Between two looks at the clock while there is no balance.
    private static final Duration LOOK = Duration.ofMillis(10);

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    private final SerialPort port;
    private final BalanceProtocol protocol;
    private final BalanceSettings settings;
    private final DeviceClock clock;
    private final BlockingQueue<BalanceCommand> commands = new LinkedBlockingQueue<>();
    private final AtomicLong frames = new AtomicLong();
    private @Nullable Thread thread;
    private @Nullable BalanceStatus published;
    private final Remembered remembered = new Remembered();

    public SerialBalance(
            SerialPort port,
            BalanceProtocol protocol,
            BalanceSettings settings,
            DeviceClock clock) {
        this.port = port;
        this.protocol = protocol;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start(BalanceListener listener) {
        if (thread != null) {
            throw new IllegalStateException(
                    "the balance at " + port.path() + " was started before");
        }
        thread =
                Thread.ofPlatform()
                        .name("balance " + port.path())
                        .daemon()
                        .start(() -> run(listener));
    }

    @Override
    public void tare() {
        commands.add(BalanceCommand.TARE);
    }

    @Override
    public void zero() {
        commands.add(BalanceCommand.ZERO);
    }

    @Override
    public void clearTare() {
        commands.add(BalanceCommand.CLEAR_TARE);
    }

    @Override
    public void close() {
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            ending.join(PATIENCE_AT_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(BalanceListener listener) {
        try {
            publish(new Connecting(port.path()), listener);
            keepConnected(listener);
        } catch (InterruptedException closed) {
            commands.clear();
        } finally {
            port.close();
        }
    }

    private void keepConnected(BalanceListener listener) throws InterruptedException {
        Duration retry = FIRST_RETRY;
        while (true) {
            Offline offline = weighUntilLost(listener);
            remembered.lostTo(offline.reason());
            retry =
                    published instanceof Online
                            ? FIRST_RETRY
                            : shorter(retry.multipliedBy(2), latestRetry(offline));
            publish(offline, listener);
            refuseCommands(retry, offline, listener);
        }
    }

    private Offline weighUntilLost(BalanceListener listener) throws InterruptedException {
        try {
            port.open();
            Conversation conversation =
                    new Conversation(port, protocol, clock, frames::incrementAndGet);
            return new BalanceConnection(
                            conversation,
                            settings,
                            commands,
                            listener,
                            remembered,
                            status -> publish(status, listener))
                    .weighUntilLost();
        } catch (DeviceException failure) {
            return new Offline(new OfflineCause.Port(reason(failure.problem()), failure.detail()));
        } finally {
            port.close();
        }
    }

    private void refuseCommands(Duration until, Offline offline, BalanceListener listener)
            throws InterruptedException {
        long end = clock.in(until);
        while (!clock.reached(end)) {
            long wait = Math.min(end - clock.now(), LOOK.toNanos());
            BalanceCommand command = commands.poll(wait, TimeUnit.NANOSECONDS);
            if (command != null) {
                listener.refused(command, Refusal.OFFLINE, offline.detail());
            }
        }
    }

    private void publish(BalanceStatus status, BalanceListener listener) {
        if (!status.equals(published)) {
            published = status;
            if (status instanceof Online) {
                remembered.online();
            }
            listener.status(status);
        }
    }

    private static OfflineReason reason(DeviceException.Problem problem) {
        return switch (problem) {
            case NOT_FOUND -> OfflineReason.NOT_FOUND;
            case REFUSED -> OfflineReason.PORT_REFUSED;
            case BROKEN -> OfflineReason.UNPLUGGED;
        };
    }

    private static Duration latestRetry(Offline offline) {
        return offline.reason() == OfflineReason.NOT_FOUND ? LATEST_LOOK_FOR_A_PLUG : LATEST_RETRY;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
