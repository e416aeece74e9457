package io.prepstation.device.scanner;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.SerialPort;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A code scanner on a serial line (USB CDC-ACM or RS-232), each code ended by CR or LF. Its own thread polls the port,
/// and opens it again when the scanner was unplugged. Each time round it asks its clock, which tells that it turns.
public final class SerialScanner implements AutoCloseable {

    /// As often as a balance's line is looked at.
    private static final Duration POLL = Duration.ofMillis(20);

    /// A line that was just opened may be in the middle of a code; after so long without a byte it is not.
    private static final Duration BETWEEN_CODES = Duration.ofMillis(100);

    /// A code that stopped half way for so long was cut off: what comes next is another one, never its end.
    private static final Duration LONGEST_PAUSE_IN_A_CODE = Duration.ofMillis(500);

    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LATEST_RETRY = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);
    private static final int LONGEST_CODE = 1024;

    private final SerialPort port;
    private final Terminator terminator;
    private final DeviceClock clock;
    private @Nullable Thread thread;
    private @Nullable DeviceStatus published;
    private volatile boolean closed;

    public SerialScanner(SerialPort port, Terminator terminator, DeviceClock clock) {
        this.port = port;
        this.terminator = terminator;
        this.clock = clock;
    }

    public void start(ScannerListener listener) {
        thread = Thread.ofPlatform().name("scanner").daemon().start(() -> run(listener));
    }

    @Override
    public void close() {
        closed = true;
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        LockSupport.unpark(ending);
        try {
            ending.join(PATIENCE_AT_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ScannerListener listener) {
        publish(new DeviceStatus.Connecting(port.path()), listener);
        Duration retry = FIRST_RETRY;
        while (!closed) {
            try (port) {
                port.open();
                awaitEndOfCode(listener);
                publish(new DeviceStatus.Online(port.path()), listener);
                retry = FIRST_RETRY;
                listen(listener);
            } catch (DeviceException broken) {
                publish(DeviceStatus.Offline.of(broken), listener);
            }
            pause(retry);
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(LATEST_RETRY) < 0 ? doubled : LATEST_RETRY;
        }
    }

    /// The rest of a code may be another thing's name: what comes before the first silence is thrown away.
    private void awaitEndOfCode(ScannerListener listener) throws DeviceException {
        boolean missed = false;
        long silent = clock.in(BETWEEN_CODES);
        while (!closed && !clock.reached(silent)) {
            byte[] bytes = port.read();
            if (bytes.length > 0) {
                missed |= !new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
                silent = clock.in(BETWEEN_CODES);
            } else {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        if (missed) {
            listener.torn();
        }
    }

    private void listen(ScannerListener listener) throws DeviceException {
        LineFramer framer = new LineFramer(terminator, LONGEST_CODE);
        boolean heard = false;
        long cut = clock.now();
        while (!closed) {
            byte[] bytes = port.read();
            if (bytes.length > 0) {
                framer.accept(bytes).stream().map(SerialScanner::text).forEach(listener::code);
                heard = true;
                cut = clock.in(LONGEST_PAUSE_IN_A_CODE);
                continue;
            }
            if (clock.reached(cut) && heard) {
                heard = false;
                framer.rest().filter(SerialScanner::isOfCode).ifPresent(_ -> listener.torn());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /// Some scanners send a blank or a control character behind the end of a code.
    private static boolean isOfCode(String bytes) {
        return bytes.chars().anyMatch(letter -> letter > ' ');
    }

    /// Codes are UTF-8; what is not is kept byte by byte, and the application will not know it.
    private static String text(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException other) {
            return bytes;
        }
    }

    private void pause(Duration longest) {
        long end = clock.in(longest);
        while (!closed && !clock.reached(end)) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void publish(DeviceStatus status, ScannerListener listener) {
        if (!status.equals(published)) {
            published = status;
            listener.status(status);
        }
    }
}
