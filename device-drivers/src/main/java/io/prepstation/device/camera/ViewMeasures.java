package io.prepstation.device.camera;

/// Cheap measures of a frame: some thousand of its pixels, a fraction of a millisecond.
///
/// @param brightest the grey level that only one pixel in twenty exceeds
/// @param overexposed thousandths of the middle of the picture that are white without any detail
/// @param sharpness thousandths of an edge's contrast that lie between two neighbouring pixels, the mean of all edges in the
///     middle; [#NO_EDGES] where there are too few to tell
record ViewMeasures(int brightest, int overexposed, int sharpness) {

    /// A picture without edges is neither sharp nor blurred.
    static final int NO_EDGES = 1000;

    private static final int STEP = 8;
    private static final int WHITE = 252;

    /// An edge is looked for over so many pixels: a blur that is wider leaves no code to read anyway.
    private static final int REACH = 10;

    private static final int EDGE_COLUMNS = 4;
    private static final int EDGE_CONTRAST = 40;

    /// As many as a code of the smallest kind has in the rows that are looked at.
    private static final int LEAST_EDGES = 40;

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
                exceededByOneInTwenty(counts, pixels),
                white * 1000 / Math.max(1, inMiddle),
                sharpness(frame));
    }

    /// A sharp edge has nearly all of its contrast in one step, whatever the light; a blurred one shares it out among many.
    private static int sharpness(LumaFrame frame) {
        int edges = 0;
        int sum = 0;
        int last = frame.width() - frame.width() / 4 - REACH;
        for (int y = frame.height() / 4; y < frame.height() - frame.height() / 4; y += STEP) {
            for (int x = frame.width() / 4; x < last; x += EDGE_COLUMNS) {
                int contrast = Math.abs(frame.at(x + REACH, y) - frame.at(x, y));
                if (contrast >= EDGE_CONTRAST) {
                    edges++;
                    sum += Math.min(1000, 1000 * steepest(frame, x, y) / contrast);
                }
            }
        }
        return edges < LEAST_EDGES ? NO_EDGES : sum / edges;
    }

    private static int steepest(LumaFrame frame, int left, int y) {
        int steepest = 0;
        int here = frame.at(left, y);
        for (int x = left + 1; x <= left + REACH; x++) {
            int next = frame.at(x, y);
            steepest = Math.max(steepest, Math.abs(next - here));
            here = next;
        }
        return steepest;
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
