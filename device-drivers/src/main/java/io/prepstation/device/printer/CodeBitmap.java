package io.prepstation.device.printer;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.device.camera.QrSymbol;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// A QR code as dots of a printer, quiet zone included: what is sent, bit by bit, and what is decoded before it is sent.
public final class CodeBitmap {

    private static final int BITS = 8;
    private static final int PAPER = 0xff;

    private final int side;
    private final BitSet dark;

    private CodeBitmap(int side, BitSet dark) {
        this.side = side;
        this.dark = dark;
    }

    /// The largest whole magnification that fits.
    ///
    /// @param most dots to a side
    /// @throws IllegalArgumentException if the text does not fit at one dot a module
    static CodeBitmap of(String text, int most) {
        QrSymbol symbol = QrSymbol.of(text);
        int modules = symbol.size() + 2 * QrSymbol.QUIET_ZONE;
        int dots = most / modules;
        if (dots < 1) {
            throw new IllegalArgumentException(
                    "a code of " + modules + " modules does not fit into " + most + " dots");
        }
        int side = modules * dots;
        BitSet dark = new BitSet(side * side);
        for (int row = 0; row < symbol.size() * dots; row++) {
            for (int column = 0; column < symbol.size() * dots; column++) {
                int rim = QrSymbol.QUIET_ZONE * dots;
                if (symbol.dark(column / dots, row / dots)) {
                    dark.set((row + rim) * side + column + rim);
                }
            }
        }
        return new CodeBitmap(side, dark);
    }

    /// The bitmap that a `^GFA` field of these digits prints.
    ///
    /// @param bytesPerRow as the field says
    static CodeBitmap ofHex(String hex, int bytesPerRow) {
        int rows = hex.length() / 2 / bytesPerRow;
        BitSet dark = new BitSet();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < Math.min(rows, bytesPerRow * BITS); column++) {
                int at = (row * bytesPerRow + column / BITS) * 2;
                int value = Integer.parseInt(hex.substring(at, at + 2), 16);
                dark.set(row * rows + column, (value & 0x80 >> column % BITS) != 0);
            }
        }
        return new CodeBitmap(rows, dark);
    }

    /// Dots to a side.
    public int side() {
        return side;
    }

    public boolean dark(int column, int row) {
        return dark.get(row * side + column);
    }

    int bytesPerRow() {
        return (side + BITS - 1) / BITS;
    }

    /// As `^GFA` wants it: rows of whole bytes, dark is 1.
    String hex() {
        StringBuilder hex = new StringBuilder();
        for (int row = 0; row < side; row++) {
            for (int first = 0; first < side; first += BITS) {
                int value = 0;
                for (int bit = 0; bit < BITS; bit++) {
                    boolean on = first + bit < side && dark(first + bit, row);
                    value = value << 1 | (on ? 1 : 0);
                }
                hex.append("%02X".formatted(value));
            }
        }
        return hex.toString();
    }

    /// What a reader makes of these dots.
    public Optional<String> decoded() {
        byte[] luma = new byte[side * side];
        Arrays.fill(luma, (byte) PAPER);
        dark.stream().forEach(dot -> luma[dot] = 0);
        return new QrReader().readStill(new LumaFrame(side, side, side, luma));
    }
}
