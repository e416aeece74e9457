package io.prepstation.benchmark;

import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.device.simulator.PtyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stands in the line between a balance and a kiosk, passes everything on and notes when each weight left here.
final class Relay implements AutoCloseable {

    /// A weight as MT-SICS sends it, `S D     80.0000 g`.
    private static final Pattern WEIGHT = Pattern.compile("S [SD] +(-?\\d+\\.\\d+) g");

    private static final Duration LOOK = Duration.ofMillis(1);

    private final SerialPort balance;
    private final PtyPair kiosk;
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private final Thread thread = Thread.ofPlatform().name("relay").daemon().unstarted(this::run);
    private String before = "";
    private volatile boolean closed;

    private Relay(SerialPort balance, PtyPair kiosk) {
        this.balance = balance;
        this.kiosk = kiosk;
    }

    /// @param port of the balance
    static Relay start(Path port) throws DeviceException {
        SerialPort balance = new JsscSerialPort(port.toString(), PortSettings.eightNoneOne(9600));
        balance.open();
        Relay relay = new Relay(balance, PtyPair.open());
        relay.thread.start();
        return relay;
    }

    /// The port for the kiosk.
    Path portPath() {
        return kiosk.path();
    }

    /// When the first line of the latest run of lines with this weight was written; null if there was none.
    @Nullable Long writtenAt(String digits) {
        return written.get(digits);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (balance;
                kiosk) {
            while (!closed) {
                byte[] asked = kiosk.read(LOOK);
                if (asked.length > 0) {
                    balance.write(asked);
                }
                pass(balance.read());
            }
        } catch (DeviceException e) {
            throw new IllegalStateException("the relay lost the balance", e);
        }
    }

    /// Notes before it writes: what comes later can only make the measured time longer.
    private void pass(byte[] bytes) {
        for (char letter : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            line.append(letter);
            if (letter == '\n') {
                note(line.toString());
                line.setLength(0);
            }
        }
        kiosk.write(bytes);
    }

    private void note(String whole) {
        Matcher weight = WEIGHT.matcher(whole);
        if (weight.find() && !weight.group(1).equals(before)) {
            before = weight.group(1);
            written.put(before, System.nanoTime());
        }
    }
}
