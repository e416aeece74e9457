package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.BitMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is done to a live frame is written to be quick; here it is compared with what it means, pixel by pixel.
@Tag("DEV-CAM")
class PictureArithmeticTest {

    private static LumaFrame noise(int width, int height) {
        int stride = width + 3;
        byte[] luma = new byte[stride * height];
        new SplittableRandom(width * 1000L + height).nextBytes(luma);
        return new LumaFrame(width, height, stride, luma);
    }

    private static LumaFrame filled(LumaFrame like, int times, Pixels pixels) {
        int width = like.width() * times;
        int height = like.height() * times;
        byte[] luma = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                luma[y * width + x] = (byte) pixels.at(x, y);
            }
        }
        return new LumaFrame(width, height, width, luma);
    }

    private interface Pixels {
        int at(int x, int y);
    }

    /// Beyond the edge the picture goes on with its last pixel.
    private static int at(LumaFrame frame, int x, int y) {
        return frame.at(Math.clamp(x, 0, frame.width() - 1), Math.clamp(y, 0, frame.height() - 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 5", "7, 4", "33, 10"})
    void doubled_puts_means_between_the_pixels(int width, int height) {
        LumaFrame frame = noise(width, height);

        LumaFrame doubled = frame.doubled();

        LumaFrame meant =
                filled(
                        frame,
                        2,
                        (x, y) -> {
                            int left = x / 2;
                            int top = y / 2;
                            int right = left + x % 2;
                            int bottom = top + y % 2;
                            int sum =
                                    at(frame, left, top)
                                            + at(frame, right, top)
                                            + at(frame, left, bottom)
                                            + at(frame, right, bottom);
                            return (sum + 2) / 4;
                        });
        assertArrayEquals(meant.luma(), doubled.luma());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 5", "7, 4", "33, 10"})
    void smoothed_is_the_mean_of_nine(int width, int height) {
        LumaFrame frame = noise(width, height);

        LumaFrame smoothed = Retouch.smoothed(frame);

        LumaFrame meant =
                filled(
                        frame,
                        1,
                        (x, y) -> {
                            int sum = 0;
                            for (int i = 0; i < 9; i++) {
                                sum += at(frame, x - 1 + i % 3, y - 1 + i / 3);
                            }
                            return (int) Math.round(sum / 9.0);
                        });
        assertArrayEquals(meant.luma(), smoothed.luma());
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 2", "9, 7, 2", "9, 7, 3", "10, 9, 3"})
    void reduced_is_the_mean_of_each_square(int width, int height, int factor) {
        LumaFrame frame = noise(width, height);

        LumaFrame reduced = frame.reducedBy(factor);

        assertEquals(width / factor, reduced.width());
        assertEquals(height / factor, reduced.height());
        for (int y = 0; y < reduced.height(); y++) {
            for (int x = 0; x < reduced.width(); x++) {
                int sum = 0;
                for (int i = 0; i < factor * factor; i++) {
                    sum += frame.at(x * factor + i % factor, y * factor + i / factor);
                }
                assertEquals(sum / (factor * factor), reduced.at(x, y));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "5, 3, 1", "31, 9, 4", "32, 20, 10", "65, 40, 6", "70, 12, 80"})
    void black_is_darker_than_the_mean_of_the_square_around_it(int width, int height, int half) {
        LumaFrame frame = noise(width, height);
        double margin = 0.08;

        BitMatrix black =
                new LocalBinarizer(
                                new PlanarYUVLuminanceSource(
                                        frame.luma(),
                                        frame.stride(),
                                        height,
                                        0,
                                        0,
                                        width,
                                        height,
                                        false),
                                half,
                                margin)
                        .getBlackMatrix();

        double kept = Math.round((1 - margin) * 1024) / 1024.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(
                        frame.at(x, y) < kept * mean(frame, x, y, half),
                        black.get(x, y),
                        x + ", " + y);
            }
        }
    }

    private static double mean(LumaFrame frame, int x, int y, int half) {
        long sum = 0;
        int pixels = 0;
        for (int row = Math.max(0, y - half);
                row <= Math.min(frame.height() - 1, y + half);
                row++) {
            for (int column = Math.max(0, x - half);
                    column <= Math.min(frame.width() - 1, x + half);
                    column++) {
                sum += frame.at(column, row);
                pixels++;
            }
        }
        return (double) sum / pixels;
    }
}
