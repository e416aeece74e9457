package io.prepstation.device.camera;

/// Cheap measures of a frame: some thousand of its pixels, a fraction of a millisecond.
///
/// @param brightest the grey level that only one pixel in twenty exceeds
/// @param overexposed thousandths of the middle of the picture that are white without any detail
record ViewMeasures(int brightest, int overexposed) {

    private static final int STEP = 8;
    private static final int WHITE = 252;

    static ViewMeasures of(LumaFrame frame) {
        int[] counts = new int[256];
        int pixels = 0;
        int inMiddle = 0;
        int white = 0;
        for (int y = STEP / 2; y < frame.height(); y += STEP) {
            for (int x = STEP / 2; x < frame.width(); x += STEP) {
                int level = frame.at(x, y);
                counts[level]++;
                pixels++;
                if (isMiddle(x, frame.width()) && isMiddle(y, frame.height())) {
                    inMiddle++;
                    white += level >= WHITE ? 1 : 0;
                }
            }
        }
        return new ViewMeasures(
                exceededByOneInTwenty(counts, pixels), white * 1000 / Math.max(1, inMiddle));
    }

    private static boolean isMiddle(int at, int length) {
        return at >= length / 4 && at < length - length / 4;
    }

    private static int exceededByOneInTwenty(int[] counts, int pixels) {
        int above = 0;
        int level = 255;
        while (level > 0 && above + counts[level] <= pixels / 20) {
            above += counts[level];
            level--;
        }
        return level;
    }
}
