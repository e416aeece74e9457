package io.prepstation.device.camera;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// What a camera saw, as a file to be kept.
public final class Photo {

    /// Small print stays readable; a picture of the bench has some hundred kilobytes.
    private static final float QUALITY = 0.85f;

    private Photo() {}

    /// A grey JPEG.
    public static byte[] jpeg(LumaFrame frame) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(frame), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(LumaFrame frame) {
        BufferedImage image =
                new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(frame.luma(), y * frame.stride(), row, 0, row.length);
            image.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return image;
    }
}
