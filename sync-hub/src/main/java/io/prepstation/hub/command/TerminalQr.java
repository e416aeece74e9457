package io.prepstation.hub.command;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A QR code as lines of a terminal, two modules in a character, black on white whatever the terminal's own colours are.
final class TerminalQr {

    private static final int QUIET_ZONE = 4;
    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String RESET = "\u001b[0m";

    private TerminalQr() {}

    /// @throws IllegalArgumentException if the text is empty or longer than a QR code holds
    static String of(String text) {
        ByteMatrix modules = modules(text);
        int end = modules.getWidth() + QUIET_ZONE;
        StringBuilder lines = new StringBuilder();
        for (int row = -QUIET_ZONE; row < end; row += 2) {
            lines.append(BLACK_ON_WHITE);
            for (int column = -QUIET_ZONE; column < end; column++) {
                lines.append(both(dark(modules, column, row), dark(modules, column, row + 1)));
            }
            lines.append(RESET).append('\n');
        }
        return lines.toString();
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(
                            text,
                            ErrorCorrectionLevel.M,
                            Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8))
                    .getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "no QR code holds a text of " + text.length() + " characters", tooLong);
        }
    }

    private static boolean dark(ByteMatrix modules, int column, int row) {
        int side = modules.getWidth();
        return column >= 0
                && row >= 0
                && column < side
                && row < side
                && modules.get(column, row) == 1;
    }

    private static char both(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
