package io.prepstation.hub.code;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A QR code as modules.
public final class QrSymbol {

    /// How many light modules must stand around it.
    public static final int QUIET_ZONE = 4;

    private final ByteMatrix modules;

    private QrSymbol(ByteMatrix modules) {
        this.modules = modules;
    }

    /// @throws IllegalArgumentException if the text is empty or longer than a QR code holds
    public static QrSymbol of(String text) {
        try {
            return new QrSymbol(
                    Encoder.encode(
                                    text,
                                    ErrorCorrectionLevel.M,
                                    Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8))
                            .getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "no QR code holds a text of " + text.length() + " characters", tooLong);
        }
    }

    /// Modules on each side, without the quiet zone.
    public int size() {
        return modules.getWidth();
    }

    /// False outside of it, too.
    public boolean dark(int column, int row) {
        return column >= 0
                && row >= 0
                && column < size()
                && row < size()
                && modules.get(column, row) == 1;
    }

    /// All of them, rows first, without the quiet zone; `true` is dark.
    public boolean[][] modules() {
        boolean[][] rows = new boolean[size()][size()];
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < size(); column++) {
                rows[row][column] = dark(column, row);
            }
        }
        return rows;
    }

    /// The dark modules as the path of an SVG picture, each a unit wide, the quiet zone included.
    public String svgPath() {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < size(); column++) {
                if (dark(column, row)) {
                    path.append('M')
                            .append(column + QUIET_ZONE)
                            .append(' ')
                            .append(row + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /// The side of that picture.
    public int svgSize() {
        return size() + 2 * QUIET_ZONE;
    }
}
