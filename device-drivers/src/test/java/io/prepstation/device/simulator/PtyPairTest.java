package io.prepstation.device.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortSettings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pseudo-terminal and jSSC together, because each is only right if the other is.
class PtyPairTest {

    private static final byte[] EVERY_BYTE = new byte[256];

    static {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) i;
        }
    }

    private PtyPair pair;
    private JsscSerialPort port;

    @BeforeEach
    void open() throws DeviceException {
        pair = PtyPair.open();
        port = new JsscSerialPort(pair.path().toString(), PortSettings.eightNoneOne(9600));
        port.open();
    }

    @AfterEach
    void close() {
        port.close();
        pair.close();
    }

    @Test
    void every_byte_goes_unchanged_from_the_device_to_the_program() {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        pair.write(EVERY_BYTE);
        await().until(() -> {
            arrived.writeBytes(port.read());
            return arrived.size() == EVERY_BYTE.length;
        });
        assertArrayEquals(EVERY_BYTE, arrived.toByteArray());
    }

    @Test
    void every_byte_goes_unchanged_from_the_program_to_the_device() throws DeviceException {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        port.write(EVERY_BYTE);
        await().until(() -> {
            arrived.writeBytes(pair.read(Duration.ofMillis(10)));
            return arrived.size() == EVERY_BYTE.length;
        });
        assertArrayEquals(EVERY_BYTE, arrived.toByteArray());
    }

    @Test
    void pulling_the_cable_breaks_reading_and_writing() {
        pair.close();
        assertEquals(Problem.BROKEN, assertThrows(DeviceException.class, port::read).problem());
        assertEquals(
                Problem.BROKEN,
                assertThrows(DeviceException.class, () -> port.write(EVERY_BYTE)).problem());
    }

    @Test
    void the_line_stays_when_the_program_closes_and_opens_it() throws DeviceException {
        port.close();
        port.open();
        port.write(new byte[] {65});
        assertArrayEquals(new byte[] {65}, pair.read(Duration.ofSeconds(1)));
    }

    @Test
    void a_port_that_is_not_there_is_not_found(@org.junit.jupiter.api.io.TempDir Path folder) {
        JsscSerialPort absent =
                new JsscSerialPort(
                        folder.resolve("absent").toString(), PortSettings.eightNoneOne(9600));
        assertEquals(
                Problem.NOT_FOUND, assertThrows(DeviceException.class, absent::open).problem());
    }
}
