package io.prepstation.device.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.device.simulator.PtyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over a real pseudo-terminal and the real port; the name of the port stays while the device behind it changes.
@Tag("SES-7")
class SerialScannerTest {

    @TempDir Path folder;
    private final Heard heard = new Heard();
    private PtyPair device;
    private SerialScanner scanner;

    private static final class Heard implements ScannerListener {
        private final List<String> codes = new CopyOnWriteArrayList<>();
        private final AtomicInteger torn = new AtomicInteger();
        private final List<DeviceStatus> statuses = new CopyOnWriteArrayList<>();

        @Override
        public void code(String text) {
            codes.add(text);
        }

        @Override
        public void torn() {
            torn.incrementAndGet();
        }

        @Override
        public void status(DeviceStatus status) {
            statuses.add(status);
        }

        boolean online() {
            return !statuses.isEmpty() && statuses.getLast() instanceof DeviceStatus.Online;
        }
    }

    @BeforeEach
    void plugIn() throws DeviceException, IOException {
        device = plugged();
        scanner =
                new SerialScanner(
                        new JsscSerialPort(name().toString(), PortSettings.eightNoneOne(9600)),
                        Terminator.CR,
                        DeviceClock.system());
        scanner.start(heard);
        await().atMost(Duration.ofSeconds(30)).until(heard::online);
    }

    @AfterEach
    void pull() {
        scanner.close();
        device.close();
    }

    private Path name() {
        return folder.resolve("scanner");
    }

    private PtyPair plugged() throws DeviceException, IOException {
        PtyPair fresh = PtyPair.open();
        Files.deleteIfExists(name());
        Files.createSymbolicLink(name(), fresh.path());
        return fresh;
    }

    private void scan(String bytes) {
        device.write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitCodes(String... codes) {
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.codes.equals(List.of(codes)));
    }

    @Nested
    class Plugged_in {

        @Test
        void gives_each_code_as_it_was_sent() {
            scan("F=PRM00936\r\n]d2010952123454321310L1\u001d211\rI=ING-µ\r");
            awaitCodes("F=PRM00936", "]d2010952123454321310L1\u001d211", "I=ING-µ");
        }

        @Test
        void waits_for_the_end_of_a_code() {
            scan("F=PRM");
            scan("00936\r");
            awaitCodes("F=PRM00936");
        }

        /// As when the cable of the scanner was pulled and its adapter was not.
        @Test
        @Tag("DEV-SCAN")
        void joins_no_half_of_a_code_with_the_next_code() {
            scan("I=ING-00");
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.torn.get() == 1);
            scan("F=1\r");
            awaitCodes("F=1");
            assertEquals(1, heard.torn.get());
        }

        /// Half a second after such a character it is no longer waited for more.
        @Test
        @Tag("DEV-SCAN")
        void takes_what_follows_the_end_of_a_code_for_no_code() {
            scan("F=1\r\t\u0003");
            awaitCodes("F=1");
            await().during(Duration.ofMillis(700))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> heard.torn.get() == 0);
        }

        @Test
        void throws_away_what_is_longer_than_any_code() {
            scan("x".repeat(3000) + "\rF=1\r");
            awaitCodes("F=1");
        }
    }

    @Nested
    class Unplugged {

        @Test
        void is_offline_and_comes_back_under_the_same_name() throws DeviceException, IOException {
            device.close();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> heard.statuses.getLast() instanceof DeviceStatus.Offline);
            device = plugged();
            await().atMost(Duration.ofSeconds(30)).until(heard::online);
            scan("F=PRM00937\r");
            awaitCodes("F=PRM00937");
            assertEquals(new DeviceStatus.Online(name().toString()), heard.statuses.getLast());
        }
    }

    /// A port that gives these bytes, one array at each look, and then nothing.
    private static final class Played implements SerialPort {

        private final Deque<byte[]> coming = new ConcurrentLinkedDeque<>();

        void comes(String bytes) {
            coming.add(bytes.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String path() {
            return "played";
        }

        @Override
        public void open() {}

        @Override
        public byte[] read() {
            byte[] next = coming.poll();
            return next == null ? new byte[0] : next;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void close() {}
    }

    /// The cable was put back in the middle of a code.
    @Nested
    @Tag("DEV-SCAN")
    class Plugged_in_while_it_sends {

        @Test
        void the_rest_of_a_code_is_no_code_and_is_told() {
            Played port = new Played();
            Heard fresh = new Heard();
            port.comes("CNT-0001");
            port.comes("234\r");
            try (SerialScanner opened =
                    new SerialScanner(port, Terminator.CR, DeviceClock.system())) {
                opened.start(fresh);
                await().atMost(Duration.ofSeconds(30)).until(fresh::online);
                port.comes("C=CNT-0001234\r");
                await().atMost(Duration.ofSeconds(30)).until(() -> !fresh.codes.isEmpty());
            }
            assertEquals(List.of("C=CNT-0001234"), fresh.codes);
            assertEquals(1, fresh.torn.get());
        }

        @Test
        void the_end_of_a_line_alone_is_the_rest_of_nothing() {
            Played port = new Played();
            Heard fresh = new Heard();
            port.comes("\r\n");
            try (SerialScanner opened =
                    new SerialScanner(port, Terminator.CR, DeviceClock.system())) {
                opened.start(fresh);
                await().atMost(Duration.ofSeconds(30)).until(fresh::online);
            }
            assertEquals(0, fresh.torn.get());
        }
    }
}
