package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SES-7")
class QrReaderTest {

    /// Every second frame goes to the favourite, the others to seven attempts.
    private static final int ROUND = 14;

    private final QrReader reader = new QrReader();

    @Nested
    class A_still_image {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "F=PRM00936",
                    "S=0192f7a0-1111-7222-8333-444455556666;F=PRM00936",
                    "https://hub.example/formula-first?code=PRM00936&auto=start",
                    "Ätherisches Öl, 5 µg"
                })
        void gives_the_text_it_was_made_from(String text) {
            assertEquals(
                    Optional.of(text), reader.readStill(onBench(QrSymbol.of(text).image(4), 10)));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 30, 45, 90, 137, 180, 270})
        void is_read_at_any_angle(int degrees) {
            LumaFrame frame = onBench(QrSymbol.of("F=PRM00936").image(8), degrees);
            assertEquals(Optional.of("F=PRM00936"), reader.readStill(frame));
        }

        @Test
        void may_be_white_on_black() {
            BufferedImage symbol = QrSymbol.of("F=PRM00936").image(6);
            BufferedImage inverted = new RescaleOp(-1, 255, null).filter(symbol, null);
            assertEquals(Optional.of("F=PRM00936"), reader.readStill(onBench(inverted, 5)));
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 12, 17})
        void may_be_white_on_black_and_small_or_large(int pixelsPerModule) {
            LumaFrame frame = onBench(QrSymbol.of("F=PRM00936").image(pixelsPerModule), 5);
            assertEquals(Optional.of("F=PRM00936"), reader.readStill(inverted(frame)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://example.org/?q=<script>alert(1)</script>",
                    "../../etc/passwd\u0000.png",
                    "'; DROP TABLE sessions; --",
                    "\u001b[2J\u202Egnp.exe\r\nF=PRM00936"
                })
        void gives_a_hostile_text_as_it_is_and_does_nothing_with_it(String hostile) {
            assertEquals(
                    Optional.of(hostile),
                    reader.readStill(onBench(QrSymbol.of(hostile).image(6), 4)));
        }

        @Test
        void survives_a_file(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("label.png");
            ImageIO.write(QrSymbol.of("F=PRM00936").image(5), "png", file.toFile());
            assertEquals(Optional.of("F=PRM00936"), reader.readStill(LumaFrame.read(file)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 5, 20, 64})
        void of_any_size_without_a_code_gives_none(int side) {
            assertEquals(
                    Optional.empty(),
                    reader.readStill(new LumaFrame(side, side, side, new byte[side * side])));
        }

        @Test
        void of_noise_gives_none() {
            SplittableRandom random = new SplittableRandom(3);
            byte[] noise = new byte[640 * 480];
            random.nextBytes(noise);
            assertEquals(Optional.empty(), reader.readStill(new LumaFrame(640, 480, 640, noise)));
        }
    }

    /// A reader on a machine on which every attempt takes so long.
    private static QrReader inSteps(Duration attempt) {
        AtomicLong now = new AtomicLong();
        return new QrReader(
                Set.of(Symbology.QR),
                new DeviceClock(InstantSource.system(), () -> now.addAndGet(attempt.toNanos())));
    }

    @Nested
    class Live_frames {

        /// 100 ms: no attempt fits the budget of a frame.
        @ParameterizedTest
        @CsvSource({"2, 4", "4, 4", "8, 4", "14, 4", "2, 100", "4, 100", "8, 100", "14, 100"})
        void are_read_within_one_round_of_attempts(int pixelsPerModule, int attemptMillis) {
            LumaFrame frame = onBench(QrSymbol.of("F=PRM00936").image(pixelsPerModule), 8);
            QrReader reader = inSteps(Duration.ofMillis(attemptMillis));
            assertTrue(
                    IntStream.range(0, ROUND)
                            .mapToObj(_ -> reader.readLive(frame))
                            .anyMatch(Optional.of("F=PRM00936")::equals));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void of_a_code_that_only_one_attempt_can_read_count_as_one_scan(boolean known) {
            LumaFrame small =
                    onBench(QrSymbol.of("S=0192f7a0-1111-7222-8333-444455556666").image(2), 20);
            assertEquals(1, scansIn10Seconds(small, known));
        }

        @Test
        void of_another_label_are_read_after_a_small_one() {
            LumaFrame small = onBench(QrSymbol.of("F=1").image(2), 3);
            LumaFrame large = onBench(QrSymbol.of("F=2").image(20), 3);
            QrReader reader = inSteps(Duration.ofMillis(4));
            IntStream.range(0, 3 * ROUND).forEach(_ -> reader.readLive(small));
            assertTrue(
                    IntStream.range(0, ROUND)
                            .mapToObj(_ -> reader.readLive(large))
                            .anyMatch(Optional.of("F=2")::equals));
        }

        private int scansIn10Seconds(LumaFrame held, boolean known) {
            AtomicLong now = new AtomicLong();
            DeviceClock clock = new DeviceClock(InstantSource.system(), now::get);
            RepeatFilter filter = new RepeatFilter(Duration.ofSeconds(1), _ -> known, clock);
            QrReader reader = inSteps(Duration.ofMillis(4));
            int scans = 0;
            for (int frame = 0; frame < 100; frame++) {
                scans += reader.readLive(held).filter(filter::counts).isPresent() ? 1 : 0;
                now.addAndGet(100_000_000);
            }
            return scans;
        }

        @Test
        void need_no_copy_of_their_padding() {
            LumaFrame plain = onBench(QrSymbol.of("F=PRM00936").image(8), 0);
            int stride = plain.width() + 40;
            byte[] padded = new byte[stride * plain.height()];
            for (int y = 0; y < plain.height(); y++) {
                System.arraycopy(
                        plain.luma(), y * plain.stride(), padded, y * stride, plain.width());
            }
            LumaFrame frame = new LumaFrame(plain.width(), plain.height(), stride, padded);
            assertEquals(Optional.of("F=PRM00936"), reader.readLive(frame));
        }
    }

    @Nested
    class What_was_done_before {

        /// Two attempts of 4 ms fit a frame; none of them but the first if 8 ms are gone already.
        @Test
        void counts_as_time_of_the_frame() {
            LumaFrame empty = new LumaFrame(64, 64, 64, new byte[64 * 64]);
            assertTrue(looks(empty, Duration.ofMillis(8)) < looks(empty, Duration.ZERO));
        }

        private long looks(LumaFrame frame, Duration spent) {
            AtomicLong now = new AtomicLong();
            AtomicLong looks = new AtomicLong();
            QrReader reader =
                    new QrReader(
                            Set.of(Symbology.QR),
                            new DeviceClock(
                                    InstantSource.system(),
                                    () -> {
                                        looks.incrementAndGet();
                                        return now.addAndGet(1_000_000);
                                    }));
            IntStream.range(0, ROUND).forEach(_ -> reader.readLive(frame, Duration.ZERO));
            looks.set(0);
            reader.readLive(frame, spent);
            return looks.get();
        }
    }

    private static LumaFrame inverted(LumaFrame frame) {
        byte[] luma = new byte[frame.luma().length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) ~frame.luma()[i];
        }
        return new LumaFrame(frame.width(), frame.height(), frame.stride(), luma);
    }

    private static LumaFrame onBench(BufferedImage symbol, int degrees) {
        BufferedImage scene = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scene.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, scene.getWidth(), scene.getHeight());
        AffineTransform turned = AffineTransform.getTranslateInstance(640, 360);
        turned.rotate(Math.toRadians(degrees));
        turned.translate(-symbol.getWidth() / 2.0, -symbol.getHeight() / 2.0);
        graphics.drawImage(symbol, turned, null);
        graphics.dispose();
        return LumaFrame.of(scene);
    }
}
