package io.prepstation.device.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;

/// Black is what is darker than the mean of a square around it, by a margin: the light may change across the label, and
/// no block of the picture is taken for empty because its contrast is small.
final class LocalBinarizer extends GlobalHistogramBinarizer {

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

    @Override
    public BitMatrix getBlackMatrix() {
        LuminanceSource source = getLuminanceSource();
        int width = source.getWidth();
        int height = source.getHeight();
        byte[] luma = source.getMatrix();
        int[] sums = sums(luma, width, height);
        BitMatrix black = new BitMatrix(width, height);
        int[] word = new int[(width + 31) / 32];
        BitArray row = new BitArray(width);
        int scaled = (int) Math.round((1 - margin) * 1024);
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - half) * (width + 1);
            int bottom = Math.min(height, y + half + 1) * (width + 1);
            int rows = (bottom - top) / (width + 1);
            java.util.Arrays.fill(word, 0);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - half);
                int right = Math.min(width, x + half + 1);
                int sum =
                        sums[bottom + right]
                                - sums[bottom + left]
                                - sums[top + right]
                                + sums[top + left];
                long area = (long) rows * (right - left);
                if ((luma[y * width + x] & 0xff) * area * 1024 < (long) sum * scaled) {
                    word[x >> 5] |= 1 << (x & 31);
                }
            }
            for (int i = 0; i < word.length; i++) {
                row.setBulk(i * 32, word[i]);
            }
            black.setRow(y, row);
        }
        return black;
    }

    private static int[] sums(byte[] luma, int width, int height) {
        int[] sums = new int[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            int sum = 0;
            for (int x = 0; x < width; x++) {
                sum += luma[y * width + x] & 0xff;
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + sum;
            }
        }
        return sums;
    }
}
