package io.prepstation.device.camera;

/// Tells when nothing moves before the camera: what all attempts did not read there, they will not read now. Not thread-safe.
///
/// The picture is compared in squares, each the mean of 64 pixels, so that a sensor's noise is no movement. Only what
/// adds up against the picture at the last movement counts, so that dusk is one movement now and then.
final class SceneWatch {

    private static final int SQUARE = 32;
    private static final int STEP = 4;

    /// Grey levels: six times the noise between two means where that of a pixel is nine.
    private static final int MOVED = 10;

    /// Six seconds at ten frames a second: long enough for every attempt, and for a hint to be read.
    private static final int FRAMES_UNTIL_REST = 60;

    private int[] known = {};
    private int still;

    /// Whether this frame shows what many before it showed.
    boolean restsAt(LumaFrame frame) {
        int[] now = squares(frame);
        if (differs(now)) {
            known = now;
            still = 0;
        }
        still = Math.min(still + 1, FRAMES_UNTIL_REST + 1);
        return still > FRAMES_UNTIL_REST;
    }

    /// Something was read: whoever holds it may go on holding it.
    void wake() {
        still = 0;
    }

    private boolean differs(int[] now) {
        if (now.length != known.length) {
            return true;
        }
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - known[i]) > MOVED) {
                return true;
            }
        }
        return false;
    }

    private static int[] squares(LumaFrame frame) {
        int columns = Math.ceilDiv(frame.width(), SQUARE);
        int[] means = new int[columns * Math.ceilDiv(frame.height(), SQUARE)];
        for (int square = 0; square < means.length; square++) {
            means[square] = mean(frame, square % columns * SQUARE, square / columns * SQUARE);
        }
        return means;
    }

    private static int mean(LumaFrame frame, int left, int top) {
        int right = Math.min(left + SQUARE, frame.width());
        int bottom = Math.min(top + SQUARE, frame.height());
        int sum = 0;
        int pixels = 0;
        for (int y = top + STEP / 2; y < bottom; y += STEP) {
            for (int x = left + STEP / 2; x < right; x += STEP) {
                sum += frame.at(x, y);
                pixels++;
            }
        }
        return sum / Math.max(1, pixels);
    }
}
