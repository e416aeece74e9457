package io.prepstation.device.camera;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A text as a QR code, for labels, screens and tests: error correction M, which bears 15 % damage.
public final class QrSymbol {

    /// The blank rim that readers need, in modules.
    public static final int QUIET_ZONE = 4;

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    private final ByteMatrix modules;

    private QrSymbol(ByteMatrix modules) {
        this.modules = modules;
    }

    /// @throws IllegalArgumentException if the text is empty or longer than a QR code holds
    public static QrSymbol of(String text) {
        try {
            Map<EncodeHintType, ?> hints =
                    Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
            return new QrSymbol(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "no QR code holds a text of " + text.length() + " characters", tooLong);
        }
    }

    /// Modules in a row, without the quiet zone.
    public int size() {
        return modules.getWidth();
    }

    /// Whether a module is dark; column and row count from the upper left.
    public boolean dark(int column, int row) {
        return modules.get(column, row) == 1;
    }

    /// A picture in black on white, with its quiet zone.
    ///
    /// @param pixels the side of one module
    public BufferedImage image(int pixels) {
        int side = (size() + 2 * QUIET_ZONE) * pixels;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, darkOrBlank(x / pixels, y / pixels) ? BLACK : WHITE);
            }
        }
        return image;
    }

    /// Column and row count from the corner of the quiet zone.
    private boolean darkOrBlank(int column, int row) {
        int x = column - QUIET_ZONE;
        int y = row - QUIET_ZONE;
        return x >= 0 && y >= 0 && x < size() && y < size() && dark(x, y);
    }
}
