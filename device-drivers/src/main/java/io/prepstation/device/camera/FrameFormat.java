package io.prepstation.device.camera;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

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

    /// Cuts a stream into frames until it ends; a frame that is not whole is none.
    ///
    /// @param frames gets each frame, and gives memory for the next
    void read(InputStream pipe, Function<LumaFrame, byte[]> frames) throws IOException {
        byte[] colour = new byte[colourBytes()];
        byte[] luma = new byte[lumaBytes()];
        while (pipe.readNBytes(luma, 0, luma.length) == luma.length
                && pipe.readNBytes(colour, 0, colour.length) == colour.length) {
            luma = frames.apply(new LumaFrame(width, height, stride(), luma));
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
