package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-16")
class PhotoTest {

    private static final int NEARLY = 6;

    @Test
    void reads_back_as_what_the_camera_saw_also_from_rows_with_a_margin() throws Exception {
        int width = 64;
        int height = 40;
        int stride = 70;
        byte[] luma = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < stride; x++) {
                luma[y * stride + x] = (byte) (x < width ? 3 * x + y : 255);
            }
        }
        LumaFrame frame = new LumaFrame(width, height, stride, luma);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Photo.jpeg(frame)));

        assertEquals(width, read.getWidth());
        assertEquals(height, read.getHeight());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int off = Math.abs(frame.at(x, y) - read.getRaster().getSample(x, y, 0));
                assertTrue(off <= NEARLY, x + "," + y + " is off by " + off);
            }
        }
    }
}
