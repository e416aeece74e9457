package io.prepstation.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.config.BalanceSettings;
import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.BalanceProtocol;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.Stability;
import io.prepstation.device.camera.Camera;
import io.prepstation.device.camera.CameraListener;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.FrameSource;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.ViewHint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("OPS-2")
class DevicesTest {

    @TempDir Path directory;

    static List<String> protocols() {
        return BalanceProtocols.names();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void every_protocol_of_the_drivers_can_be_configured(String name) throws IOException {
        assertEquals(name, Devices.protocol(settings("protocol = \"" + name + "\"")).name());
    }

    @Test
    void a_described_balance_is_read_as_described() throws IOException {
        BalanceProtocol protocol =
                Devices.protocol(
                        settings(
                                """
                                protocol = "generic"
                                generic_request = "P\\r\\n"
                                generic_pattern = '(?<stable>[SM]) (?<sign>[+-])(?<value>[0-9.]+)(?<unit>g)'
                                generic_stable_marks = ["S"]
                                generic_unstable_marks = ["M"]
                                """));
        assertEquals("P\r\n", protocol.weigh().orElseThrow().text());
        assertEquals(new Weight("-12.50", "g", Stability.STABLE), protocol.parse("S -12.50g"));
        assertEquals(new Weight("12.50", "g", Stability.UNSTABLE), protocol.parse("M +12.50g"));
    }

    private BalanceSettings settings(String balance) throws IOException {
        return configured("[balance]\n" + balance + "\n").balance();
    }

    private StationConfig configured(String toml) throws IOException {
        Files.writeString(directory.resolve("station.toml"), toml);
        return assertInstanceOf(Loaded.class, ConfigReader.read(directory)).config();
    }

    /// From the configuration over the camera's own loop to the text that the bench gets.
    @Nested
    @Tag("DEV-CAM")
    class The_codes_of_a_camera {

        private static final Duration GENEROUS = Duration.ofSeconds(30);

        private List<String> seen(String picture, String codes, Predicate<Seen> enough)
                throws IOException {
            Path folder = Files.createDirectories(directory.resolve(picture));
            try (InputStream file =
                    Objects.requireNonNull(
                            DevicesTest.class.getResourceAsStream("codes/" + picture + ".png"))) {
                Files.copy(file, folder.resolve("label.png"), StandardCopyOption.REPLACE_EXISTING);
            }
            Seen seen = new Seen();
            try (Camera camera =
                    Devices.camera(
                                    configured(
                                                    "[camera]\nkind = \"folder\"\nfolder = \"%s\"\n%s\n"
                                                            .formatted(folder, codes))
                                            .camera(),
                                    DeviceClock.system())
                            .orElseThrow()) {
                camera.start(seen);
                await().atMost(GENEROUS).until(() -> enough.test(seen));
            }
            return List.copyOf(seen.codes);
        }

        @ParameterizedTest
        @CsvSource({
            "qr, F=PRM00936",
            "data-matrix, C=CNT-000123",
            "code-128, ING-0042",
            "gs1-128, ]C1010401234567890110L2291"
        })
        void are_read_if_the_configuration_names_their_kind(String picture, String text)
                throws IOException {
            assertEquals(
                    List.of(text),
                    seen(
                            picture,
                            "codes = [\"qr\", \"data-matrix\", \"code-128\"]",
                            camera -> !camera.codes.isEmpty()));
        }

        @Test
        void are_qr_codes_alone_if_it_says_nothing() throws IOException {
            assertEquals(List.of("F=PRM00936"), seen("qr", "", camera -> !camera.codes.isEmpty()));
            assertEquals(List.of(), seen("data-matrix", "", camera -> camera.pictures.get() > 12));
        }

        private static final class Seen implements CameraListener {

            private final List<String> codes = new CopyOnWriteArrayList<>();
            private final AtomicInteger pictures = new AtomicInteger();

            @Override
            public void picture(LumaFrame frame) {
                pictures.incrementAndGet();
            }

            @Override
            public void code(String text) {
                codes.add(text);
            }

            @Override
            public void hint(ViewHint hint) {}

            @Override
            public void status(CameraStatus status) {}
        }
    }

    @Nested
    @Tag("DEV-CAM")
    class A_usb_camera {

        /// There is none: what was tried is named, whether `ffmpeg` is installed here or not.
        @Test
        void is_read_by_ffmpeg_from_the_configured_device() throws Exception {
            StationConfig config =
                    configured("[camera]\nkind = \"v4l2\"\ndevice = \"/dev/v4l/by-id/none\"\n");
            try (FrameSource frames =
                    Devices.frames(config.camera(), DeviceClock.system()).orElseThrow()) {
                await().pollInSameThread()
                        .atMost(GENEROUS)
                        .until(() -> {
                            var _ = frames.next(Duration.ofMillis(50));
                            return frames.status()
                                            instanceof CameraStatus.Offline(var _, var detail)
                                    && detail.contains("ffmpeg");
                        });
            }
        }

        private static final Duration GENEROUS = Duration.ofSeconds(30);
    }
}
