package io.prepstation.device.camera;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// A picture in grey: one byte a pixel, 0 black to 255 white, rows of `stride` bytes of which the first `width` count.
///
/// Whoever gets one may keep it; nobody changes its bytes.
public final class LumaFrame {

    private static final int MOST_PIXELS = 64_000_000;

    private static final int GRAIN_ROWS = 8;
    private static final int GRAIN_COLUMNS = 4;
    private static final int EDGE = 48;

    private final int width;
    private final int height;
    private final int stride;
    private final byte[] luma;

    /// @param luma taken over, not copied; at least `stride` × `height` bytes
    public LumaFrame(int width, int height, int stride, byte[] luma) {
        if (width <= 0 || height <= 0 || stride < width || luma.length < stride * height) {
            throw new IllegalArgumentException(
                    luma.length
                            + " bytes are no picture of "
                            + width
                            + "×"
                            + height
                            + " in rows of "
                            + stride);
        }
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.luma = luma;
    }

    /// A PNG or JPEG file.
    ///
    /// @throws IOException if the file cannot be read, is no image, or has more than 64 million pixels
    public static LumaFrame read(Path file) throws IOException {
        try (ImageInputStream bytes = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                throw new IOException(
                        file + " is no image this station can read; PNG and JPEG are");
            }
            return of(read(readers.next(), bytes));
        } catch (IIOException broken) {
            throw new IOException(file + " is a damaged image: " + broken.getMessage(), broken);
        }
    }

    /// A colour picture in grey; what is transparent lies on white. A grey one keeps its levels: asked for colours, Java takes
    /// them for linear light and makes them brighter.
    public static LumaFrame of(BufferedImage image) {
        int width = image.getWidth();
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            byte[] levels = new byte[width * image.getHeight()];
            image.getRaster().getDataElements(0, 0, width, image.getHeight(), levels);
            return new LumaFrame(width, image.getHeight(), width, levels);
        }
        int[] row = new int[width];
        byte[] luma = new byte[width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                luma[y * width + x] = (byte) grey(row[x]);
            }
        }
        return new LumaFrame(width, image.getHeight(), width, luma);
    }

    /// The size is asked before the pixels are unpacked: a small file may claim any size.
    private static BufferedImage read(ImageReader reader, ImageInputStream bytes)
            throws IOException {
        try {
            reader.setInput(bytes, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new IIOException(pixels + " pixels are more than " + MOST_PIXELS);
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int stride() {
        return stride;
    }

    /// The bytes themselves, not a copy.
    public byte[] luma() {
        return luma;
    }

    /// The brightness of a pixel, 0 to 255.
    int at(int x, int y) {
        return luma[y * stride + x] & 0xff;
    }

    /// Whether a sensor's noise is strong against the brightness: neighbouring pixels differ by a twentieth of it, sharp edges
    /// of labels counted little. Some thousand pixels are looked at, a fraction of a millisecond.
    boolean isGrainy() {
        long brightness = 0;
        long differences = 0;
        for (int y = 0; y < height; y += GRAIN_ROWS) {
            int row = y * stride;
            for (int x = 1; x < width; x += GRAIN_COLUMNS) {
                int here = luma[row + x] & 0xff;
                brightness += here;
                differences += Math.min(EDGE, Math.abs(here - (luma[row + x - 1] & 0xff)));
            }
        }
        return 20 * differences > brightness;
    }

    /// Smaller by a whole factor; each pixel is the mean of a square.
    LumaFrame reducedBy(int factor) {
        if (width < factor || height < factor) {
            return this;
        }
        int columns = width / factor;
        int rows = height / factor;
        byte[] means = means(factor * factor);
        byte[] reduced = new byte[columns * rows];
        int[] sums = new int[columns];
        for (int y = 0; y < rows; y++) {
            Arrays.fill(sums, 0);
            for (int below = 0; below < factor; below++) {
                int place = (y * factor + below) * stride;
                for (int x = 0; x < columns; x++) {
                    for (int end = place + factor; place < end; place++) {
                        sums[x] += luma[place] & 0xff;
                    }
                }
            }
            for (int x = 0; x < columns; x++) {
                reduced[y * columns + x] = means[sums[x]];
            }
        }
        return new LumaFrame(columns, rows, columns, reduced);
    }

    /// The mean of so many pixels by their sum: no division for each of a picture.
    private static byte[] means(int pixels) {
        byte[] means = new byte[255 * pixels + 1];
        for (int sum = 0; sum < means.length; sum++) {
            means[sum] = (byte) (sum / pixels);
        }
        return means;
    }

    /// The middle, two fifths as wide and high, at twice the size: for small codes. A larger part would take longer than a live
    /// frame may.
    LumaFrame centreDoubled() {
        if (width < 5 || height < 5) {
            return this;
        }
        return window(3 * width / 10, 3 * height / 10, 2 * width / 5, 2 * height / 5).doubled();
    }

    /// At twice the size, with pixels in between interpolated. A live frame waits for it: each pixel is read once.
    LumaFrame doubled() {
        byte[] large = new byte[4 * width * height];
        for (int y = 0; y < height; y++) {
            int row = y * stride;
            int next = Math.min(y + 1, height - 1) * stride;
            int place = 4 * y * width;
            int here = luma[row] & 0xff;
            int under = luma[next] & 0xff;
            for (int x = 1; x <= width; x++) {
                int right = Math.min(x, width - 1);
                int beside = luma[row + right] & 0xff;
                int underBeside = luma[next + right] & 0xff;
                large[place] = (byte) here;
                large[place + 1] = (byte) ((here + beside + 1) >> 1);
                large[place + 2 * width] = (byte) ((here + under + 1) >> 1);
                large[place + 2 * width + 1] =
                        (byte) ((here + beside + under + underBeside + 2) >> 2);
                here = beside;
                under = underBeside;
                place += 2;
            }
        }
        return new LumaFrame(2 * width, 2 * height, 2 * width, large);
    }

    /// Turned by a quarter, clockwise.
    LumaFrame turned() {
        byte[] turned = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + height - 1 - y] = luma[y * stride + x];
            }
        }
        return new LumaFrame(
                /* width= */ height, /* height= */ width, /* stride= */ height, turned);
    }

    private LumaFrame window(int left, int top, int columns, int rows) {
        byte[] cut = new byte[columns * rows];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(luma, (top + y) * stride + left, cut, y * columns, columns);
        }
        return new LumaFrame(columns, rows, columns, cut);
    }

    private static int grey(int colour) {
        int opacity = colour >>> 24;
        int red = colour >> 16 & 0xff;
        int green = colour >> 8 & 0xff;
        int blue = colour & 0xff;
        int grey = (77 * red + 150 * green + 29 * blue) >> 8;
        return (grey * opacity + 255 * (255 - opacity)) / 255;
    }
}
