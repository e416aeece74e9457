package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LumaFrameTest {

    /// Behind signature, length and name of the first part of a PNG.
    private static final int PNG_WIDTH = 16;

    private static final int PNG_CHECKSUM = 29;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void a_file_of_either_kind_is_read(String kind) throws IOException {
        assertEquals(7 * 29, LumaFrame.read(file(kind, label(kind))).width());
    }

    @Test
    void what_is_transparent_lies_on_white() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff000000);
        image.setRGB(2, 0, 0xffffffff);
        assertArrayEquals(new byte[] {(byte) 255, 0, (byte) 255}, LumaFrame.of(image).luma());
    }

    @Test
    void a_grey_picture_keeps_its_levels() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
        byte[] levels = {40, 100, (byte) 200};
        image.getRaster().setDataElements(0, 0, 3, 1, levels);
        assertArrayEquals(levels, LumaFrame.of(image).luma());
    }

    @Test
    void a_file_that_is_no_image_is_named() throws IOException {
        assertRefused(file("png", "no image".getBytes(StandardCharsets.UTF_8)), "is no image");
    }

    @Test
    void a_file_that_is_cut_off_is_named() throws IOException {
        byte[] whole = label("png");
        assertRefused(file("png", Arrays.copyOf(whole, whole.length / 2)), "damaged image");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertRefused(folder.resolve("gone.png"), "gone.png");
    }

    @Test
    void a_small_file_that_claims_billions_of_pixels_is_refused_before_it_is_unpacked()
            throws IOException {
        byte[] claims = label("png");
        ByteBuffer.wrap(claims).putInt(PNG_WIDTH, 60_000).putInt(PNG_WIDTH + 4, 60_000);
        CRC32 checksum = new CRC32();
        checksum.update(claims, 12, 17);
        ByteBuffer.wrap(claims).putInt(PNG_CHECKSUM, (int) checksum.getValue());
        assertRefused(file("png", claims), "3600000000 pixels");
    }

    @Test
    void four_quarter_turns_are_none() {
        LumaFrame frame = new LumaFrame(3, 2, 4, new byte[] {1, 2, 3, 0, 4, 5, 6, 0});
        assertArrayEquals(new byte[] {4, 1, 5, 2, 6, 3}, frame.turned().luma());
        assertArrayEquals(
                new byte[] {1, 2, 3, 4, 5, 6}, frame.turned().turned().turned().turned().luma());
    }

    private static void assertRefused(Path file, String because) {
        IOException refused = assertThrows(IOException.class, () -> LumaFrame.read(file));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(file.toString()) && message.contains(because), message);
    }

    private Path file(String kind, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("image." + kind), bytes);
    }

    private static byte[] label(String kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(QrSymbol.of("F=PRM00936").image(7), kind, bytes);
        return bytes.toByteArray();
    }
}
