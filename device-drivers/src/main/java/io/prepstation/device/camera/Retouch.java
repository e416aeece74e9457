package io.prepstation.device.camera;

/// What is done to a picture before a reader gets it: each returns a new picture and leaves the given one as it is.
final class Retouch {

    /// The darkest and the brightest thousandth do not count: dead pixels and lamps.
    private static final int OUTLIERS = 1000;

    private static final double HALF_ROOT = 0.7071067811865476;

    private Retouch() {}

    /// The grey levels in use spread over all: a nearly dark label gets the contrast that readers ask for.
    static LumaFrame stretched(LumaFrame frame) {
        int[] counts = counts(frame);
        int ignored = frame.width() * frame.height() / OUTLIERS;
        int darkest = 0;
        for (int sum = counts[0]; sum <= ignored; sum += counts[darkest]) {
            darkest++;
        }
        int brightest = 255;
        for (int sum = counts[255]; sum <= ignored; sum += counts[brightest]) {
            brightest--;
        }
        byte[] levels = new byte[256];
        int span = Math.max(1, brightest - darkest);
        for (int level = 0; level < 256; level++) {
            levels[level] = (byte) Math.clamp((level - darkest) * 255L / span, 0, 255);
        }
        return mapped(frame, levels);
    }

    /// Dark for bright.
    static LumaFrame inverted(LumaFrame frame) {
        byte[] levels = new byte[256];
        for (int level = 0; level < 256; level++) {
            levels[level] = (byte) (255 - level);
        }
        return mapped(frame, levels);
    }

    /// Each pixel the mean of three by three: the noise of a sensor goes, and with it the finest edges.
    static LumaFrame smoothed(LumaFrame frame) {
        int width = frame.width();
        int height = frame.height();
        byte[] luma = frame.luma();
        byte[] smooth = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1) * frame.stride();
            int row = y * frame.stride();
            int below = Math.min(height - 1, y + 1) * frame.stride();
            int here = (luma[above] & 0xff) + (luma[row] & 0xff) + (luma[below] & 0xff);
            int before = here;
            for (int x = 0; x < width; x++) {
                int next = Math.min(width - 1, x + 1);
                int after =
                        (luma[above + next] & 0xff)
                                + (luma[row + next] & 0xff)
                                + (luma[below + next] & 0xff);
                smooth[y * width + x] = (byte) (((before + here + after) * 7282 + 32768) >> 16);
                before = here;
                here = after;
            }
        }
        return new LumaFrame(width, height, width, smooth);
    }

    /// Twice the difference to the surroundings: makes up for a lens that is a little out of focus.
    static LumaFrame sharpened(LumaFrame frame) {
        LumaFrame soft = smoothed(smoothed(frame));
        int width = frame.width();
        byte[] sharp = new byte[width * frame.height()];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < width; x++) {
                int level = frame.at(x, y);
                sharp[y * width + x] =
                        (byte) Math.clamp(level + 2 * (level - soft.at(x, y)), 0, 255);
            }
        }
        return new LumaFrame(width, frame.height(), width, sharp);
    }

    /// Turned by 45° about its middle, as large as before; the corners are lost and come in grey.
    static LumaFrame turnedByEighth(LumaFrame frame) {
        int width = frame.width();
        int height = frame.height();
        byte[] turned = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = (x - width / 2.0) * HALF_ROOT;
                double down = (y - height / 2.0) * HALF_ROOT;
                turned[y * width + x] =
                        (byte)
                                between(
                                        frame,
                                        width / 2.0 + right + down,
                                        height / 2.0 + down - right);
            }
        }
        return new LumaFrame(width, height, width, turned);
    }

    /// Between four pixels.
    private static int between(LumaFrame frame, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < 0 || top < 0 || left + 1 >= frame.width() || top + 1 >= frame.height()) {
            return 128;
        }
        double right = x - left;
        double down = y - top;
        double upper = frame.at(left, top) * (1 - right) + frame.at(left + 1, top) * right;
        double lower = frame.at(left, top + 1) * (1 - right) + frame.at(left + 1, top + 1) * right;
        return (int) (upper * (1 - down) + lower * down + 0.5);
    }

    private static int[] counts(LumaFrame frame) {
        int[] counts = new int[256];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                counts[frame.at(x, y)]++;
            }
        }
        return counts;
    }

    private static LumaFrame mapped(LumaFrame frame, byte[] levels) {
        int width = frame.width();
        byte[] mapped = new byte[width * frame.height()];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < width; x++) {
                mapped[y * width + x] = levels[frame.at(x, y)];
            }
        }
        return new LumaFrame(width, frame.height(), width, mapped);
    }
}
