package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.SerialPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A port that keeps account of who uses it: how often it is looked at, what is said, and whether anything is said into
/// the answer to what was said before.
final class WatchedPort implements SerialPort {

    final AtomicInteger looks = new AtomicInteger();
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> saidTooSoon = new CopyOnWriteArrayList<>();

    private final SerialPort port;
    private final DeviceClock clock;
    private final Duration apart;
    private boolean heard = true;
    private long saidAt;

    /// @param apart how long nothing may be said after something that was not answered
    WatchedPort(SerialPort port, DeviceClock clock, Duration apart) {
        this.port = port;
        this.clock = clock;
        this.apart = apart;
    }

    @Override
    public String path() {
        return port.path();
    }

    @Override
    public void open() throws DeviceException {
        port.open();
        heard = true;
    }

    @Override
    public byte[] read() throws DeviceException {
        looks.incrementAndGet();
        byte[] bytes = port.read();
        heard |= bytes.length > 0;
        return bytes;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!heard && clock.now() - saidAt < apart.toNanos()) {
            saidTooSoon.add(text);
        }
        said.add(text);
        heard = false;
        saidAt = clock.now();
        port.write(bytes);
    }

    @Override
    public void close() {
        port.close();
    }
}
