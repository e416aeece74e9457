package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.camera.FrameFormat.Pixels;
import org.junit.jupiter.api.Test;

class FrameFormatTest {

    @Test
    void rows_of_the_pi_camera_are_padded_to_64_bytes() {
        FrameFormat format = new FrameFormat(1000, 10, Pixels.YUV420);
        assertEquals(1024, format.stride());
        assertEquals(1024 * 10 * 3 / 2, format.lumaBytes() + format.colourBytes());
    }

    @Test
    void a_width_divisible_by_64_needs_no_padding() {
        assertEquals(1280, new FrameFormat(1280, 720, Pixels.YUV420).stride());
    }

    @Test
    void grey_frames_are_contiguous() {
        FrameFormat format = new FrameFormat(1000, 10, Pixels.GRAY);
        assertEquals(10_000, format.lumaBytes() + format.colourBytes());
    }
}
