package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.camera.FrameFormat.Pixels;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DEV-CAM")
class V4l2CommandTest {

    @Test
    void asks_ffmpeg_for_grey_frames_of_this_size_on_its_output() {
        assertEquals(
                "ffmpeg -nostdin -hide_banner -loglevel warning -f v4l2 -input_format mjpeg"
                        + " -video_size 1280x720 -framerate 15"
                        + " -i /dev/v4l/by-id/usb-046d_C920-video-index0 -f rawvideo -pix_fmt gray -",
                String.join(
                        " ",
                        V4l2Command.of(
                                Path.of("/dev/v4l/by-id/usb-046d_C920-video-index0"),
                                1280,
                                720,
                                15)));
    }

    /// What `-pix_fmt gray` writes is what the station cuts into frames, whatever the width: no padding, no colour.
    @Test
    void its_frames_are_as_large_as_their_pixels() {
        FrameFormat frames = new FrameFormat(1000, 720, Pixels.GRAY);
        assertEquals(1000 * 720, frames.lumaBytes() + frames.colourBytes());
    }
}
