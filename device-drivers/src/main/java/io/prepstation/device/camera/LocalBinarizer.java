package io.prepstation.device.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;

/// Black is what is darker than the mean of a square around it, by a margin: the light may change across the label, and
/// no block of the picture is taken for empty because its contrast is small.
final class LocalBinarizer extends GlobalHistogramBinarizer {

    private static final int SCALE = 1024;
    private static final int SIGN = 63;

    private final int half;
    private final double margin;

    /// @param half half the side of the square, in pixels; best three to five modules
    /// @param margin by how much of the mean black must be darker
    LocalBinarizer(LuminanceSource source, int half, double margin) {
        super(source);
        this.half = half;
        this.margin = margin;
    }

    @Override
    public Binarizer createBinarizer(LuminanceSource source) {
        return new LocalBinarizer(source, half, margin);
    }

    /// The square moves over the picture: of its sum only the row that enters and the row that leaves change, column by
    /// column, and then the column that enters and the one that leaves. A live frame waits for this.
    @Override
    public BitMatrix getBlackMatrix() {
        LuminanceSource source = getLuminanceSource();
        int width = source.getWidth();
        int height = source.getHeight();
        byte[] luma = source.getMatrix();
        byte[] beyond = new byte[width];
        // Empty columns on both sides, so that the square may reach beyond the picture.
        int[] columns = new int[width + 2 * half + 1];
        for (int y = 0; y < Math.min(half, height); y++) {
            change(columns, luma, y * width, beyond, 0);
        }
        long[] areas = new long[width];
        int rows = 0;
        BitMatrix black = new BitMatrix(width, height);
        BitArray row = new BitArray(width);
        for (int y = 0; y < height; y++) {
            boolean enters = y + half < height;
            boolean leaves = y > half;
            change(
                    columns,
                    enters ? luma : beyond,
                    enters ? (y + half) * width : 0,
                    leaves ? luma : beyond,
                    leaves ? (y - half - 1) * width : 0);
            int covered = Math.min(height, y + half + 1) - Math.max(0, y - half);
            if (covered != rows) {
                rows = covered;
                weigh(rows, areas);
            }
            darker(luma, y * width, columns, areas, row);
            black.setRow(y, row);
        }
        return black;
    }

    /// What a pixel is multiplied with to be compared with the sum of the square around it: how many pixels that holds.
    private void weigh(int rows, long[] areas) {
        for (int x = 0; x < areas.length; x++) {
            int covered = Math.min(areas.length, x + half + 1) - Math.max(0, x - half);
            areas[x] = (long) rows * covered * SCALE;
        }
    }

    /// The sign is the bit: noise would make a branch guess wrong every second time.
    private void darker(byte[] luma, int start, int[] columns, long[] areas, BitArray row) {
        int side = 2 * half + 1;
        long scaled = Math.round((1 - margin) * SCALE);
        long sum = 0;
        for (int x = 0; x < side - 1; x++) {
            sum += columns[x + 1];
        }
        for (int word = 0; word < areas.length; word += Integer.SIZE) {
            int bits = 0;
            int end = Math.min(word + Integer.SIZE, areas.length);
            for (int x = word; x < end; x++) {
                sum += columns[x + side] - columns[x];
                long lighter = (luma[start + x] & 0xff) * areas[x] - sum * scaled;
                bits |= (int) (lighter >>> SIGN) << x;
            }
            row.setBulk(word, bits);
        }
    }

    private void change(int[] columns, byte[] entering, int in, byte[] leaving, int out) {
        int first = half + 1;
        int width = columns.length - 2 * half - 1;
        for (int x = 0; x < width; x++) {
            columns[first + x] += (entering[in + x] & 0xff) - (leaving[out + x] & 0xff);
        }
    }
}
