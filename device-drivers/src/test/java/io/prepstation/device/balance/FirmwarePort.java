package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.device.simulator.BalanceFirmware;
import io.prepstation.device.simulator.PanPhysics;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// A simulated balance at the other end of a line without delay, in virtual time: every look at the clock is twenty
/// milliseconds later, and no pause lasts. The same on any machine. One thread.
final class FirmwarePort implements SerialPort {

    private static final long STEP = Duration.ofMillis(20).toNanos();

    final PanPhysics pan;

    private final BalanceFirmware firmware;
    private long nanos;
    private boolean pulled;

    FirmwarePort(SpokenWith spokenWith) {
        SplittableRandom random = new SplittableRandom(42);
        pan =
                new PanPhysics(
                        random, spokenWith.firmware().identity().readabilityMicrograms(), nanos);
        firmware = spokenWith.firmware().make(pan, spokenWith.firmware().identity(), random);
    }

    DeviceClock clock() {
        return new DeviceClock(() -> Instant.EPOCH, this::later);
    }

    long now() {
        return nanos;
    }

    void pull() {
        pulled = true;
    }

    private long later() {
        LockSupport.unpark(Thread.currentThread());
        nanos += STEP;
        return nanos;
    }

    @Override
    public String path() {
        return "virtual";
    }

    @Override
    public void open() {}

    @Override
    public byte[] read() throws DeviceException {
        if (pulled) {
            throw new DeviceException(Problem.BROKEN, "pulled");
        }
        return firmware.due(nanos);
    }

    @Override
    public void write(byte[] bytes) {
        firmware.receive(bytes, nanos);
    }

    @Override
    public void close() {}
}
