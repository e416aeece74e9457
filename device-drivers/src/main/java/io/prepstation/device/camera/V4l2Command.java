package io.prepstation.device.camera;

import java.nio.file.Path;
import java.util.List;

/// The command that makes frames of a USB camera: `ffmpeg` on Linux's video interface, grey and without padding.
public final class V4l2Command {

    private V4l2Command() {}

    /// @param device best below `/dev/v4l/by-id`, because `/dev/video0` may be another camera after the next start
    public static List<String> of(Path device, int width, int height, int framesPerSecond) {
        return List.of(
                "ffmpeg",
                "-nostdin",
                "-hide_banner",
                "-loglevel",
                "warning",
                "-f",
                "v4l2",
                "-input_format",
                "mjpeg",
                "-video_size",
                width + "x" + height,
                "-framerate",
                Integer.toString(framesPerSecond),
                "-i",
                device.toString(),
                "-f",
                "rawvideo",
                "-pix_fmt",
                "gray",
                "-");
    }
}
