package io.prepstation.device.camera;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.DeviceClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One frame after the other, without the time between them.
@Tag("DEV-CAM")
class CameraTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 128;

    /// Six seconds until the scene is at rest, and five looks at it.
    private static final int FRAMES = 60 + 150;

    private final Said said = new Said();

    private static final class Said implements CameraListener {

        private final List<ViewHint> hints = new CopyOnWriteArrayList<>();
        private final AtomicInteger pictures = new AtomicInteger();

        @Override
        public void picture(LumaFrame frame) {
            pictures.incrementAndGet();
        }

        @Override
        public void code(String text) {}

        @Override
        public void hint(ViewHint hint) {
            hints.add(hint);
        }

        @Override
        public void status(CameraStatus status) {}
    }

    /// Always the same picture, so many times.
    private static final class Same implements FrameSource {

        private final BlockingQueue<LumaFrame> left;

        private Same(LumaFrame frame, int times) {
            left = new LinkedBlockingQueue<>(Collections.nCopies(times, frame));
        }

        @Override
        public Optional<LumaFrame> next(Duration longest) throws InterruptedException {
            return Optional.ofNullable(left.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
        }

        @Override
        public CameraStatus status() {
            return new CameraStatus.Online("same");
        }

        @Override
        public void close() {}
    }

    private List<ViewHint> hintsOver(int grey) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        Arrays.fill(luma, (byte) grey);
        RepeatFilter repeats =
                new RepeatFilter(Duration.ofSeconds(1), _ -> true, DeviceClock.system());
        FrameSource frames = new Same(new LumaFrame(WIDTH, HEIGHT, WIDTH, luma), FRAMES);
        try (Camera camera = new Camera(frames, repeats, new QrReader(), Duration.ZERO)) {
            camera.start(said);
            await().atMost(Duration.ofSeconds(30)).until(() -> said.pictures.get() == FRAMES);
        }
        return said.hints;
    }

    @Test
    void over_a_bench_at_rest_the_hint_goes_and_does_not_come_back() {
        assertEquals(List.of(ViewHint.GLARE, ViewHint.NONE), hintsOver(255));
    }

    @Test
    void that_it_is_too_dark_stays_said_at_rest() {
        assertEquals(List.of(ViewHint.TOO_DARK), hintsOver(10));
    }
}
