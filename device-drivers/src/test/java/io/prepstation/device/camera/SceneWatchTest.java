package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DEV-CAM")
class SceneWatchTest {

    private static final int UNTIL_REST = 60;

    private final SceneWatch scene = new SceneWatch();
    private final SplittableRandom random = new SplittableRandom(20261122);

    /// A grey bench as a sensor sees it, with a bright square of so many pixels in its middle.
    private LumaFrame bench(int label) {
        byte[] luma = new byte[640 * 360];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (120 + random.nextInt(-15, 16));
        }
        for (int y = 180; y < 180 + label; y++) {
            Arrays.fill(luma, y * 640 + 320, y * 640 + 320 + label, (byte) 210);
        }
        return new LumaFrame(640, 360, 640, luma);
    }

    private int restingOf(int frames, int label) {
        return (int) IntStream.range(0, frames).filter(_ -> scene.restsAt(bench(label))).count();
    }

    @Test
    void noise_alone_is_no_movement() {
        assertEquals(0, restingOf(UNTIL_REST, 0));
        assertEquals(40, restingOf(40, 0));
    }

    @Test
    void a_small_label_is_seen_at_once_and_so_is_that_it_went_away() {
        restingOf(UNTIL_REST + 1, 0);
        assertFalse(scene.restsAt(bench(40)));
        assertEquals(0, restingOf(UNTIL_REST - 1, 40));
        assertTrue(scene.restsAt(bench(40)));
        assertFalse(scene.restsAt(bench(0)));
    }

    @Test
    void whoever_reads_a_code_keeps_it_awake() {
        restingOf(UNTIL_REST + 1, 0);
        scene.wake();
        assertEquals(0, restingOf(UNTIL_REST, 0));
        assertTrue(scene.restsAt(bench(0)));
    }

    @Test
    void another_size_of_the_picture_is_a_movement() {
        restingOf(UNTIL_REST + 1, 0);
        assertFalse(scene.restsAt(new LumaFrame(64, 64, 64, new byte[64 * 64])));
        assertFalse(scene.restsAt(new LumaFrame(1, 1, 1, new byte[1])));
    }
}
