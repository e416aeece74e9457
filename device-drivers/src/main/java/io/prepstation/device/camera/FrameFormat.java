package io.prepstation.device.camera;

/// How a camera command writes frames: one after another, without marks between them.
public record FrameFormat(int width, int height, Pixels pixels) {

    private static final int ROW_ALIGNMENT = 64;

    public enum Pixels {
        /// `rpicam-vid --codec yuv420`: rows of brightness padded to 64 bytes, then half as much colour again.
        YUV420,
        /// `ffmpeg -pix_fmt gray`: brightness only, without padding.
        GRAY
    }

    public FrameFormat {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "a frame of " + width + "×" + height + " has no pixels");
        }
    }

    /// Bytes from one row to the next.
    public int stride() {
        return switch (pixels) {
            case YUV420 -> (width + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
            case GRAY -> width;
        };
    }

    public int lumaBytes() {
        return stride() * height;
    }

    /// Bytes after the brightness of a frame that belong to it.
    public int colourBytes() {
        return switch (pixels) {
            case YUV420 -> lumaBytes() / 2;
            case GRAY -> 0;
        };
    }
}
