package io.prepstation.device.simulator;

import io.prepstation.device.camera.QrSymbol;
import java.util.BitSet;
import java.util.SplittableRandom;

/// The modules of a code as they came out of the printer.
final class PrintedCode {

    /// Finder pattern, its blank rim and the format bits beside it.
    private static final int CORNER = 9;

    private final int size;
    private final BitSet dark = new BitSet();

    private PrintedCode(int size) {
        this.size = size;
    }

    static PrintedCode of(QrSymbol symbol) {
        PrintedCode code = new PrintedCode(symbol.size());
        for (int row = 0; row < code.size; row++) {
            for (int column = 0; column < code.size; column++) {
                code.dark.set(row * code.size + column, symbol.dark(column, row));
            }
        }
        return code;
    }

    /// Looks like the code but says nothing: its corners are whole, everything between was rolled with dice.
    PrintedCode scrambled(SplittableRandom random) {
        PrintedCode decoy = new PrintedCode(size);
        decoy.dark.or(dark);
        for (int i = 0; i < size * size; i++) {
            boolean left = i % size < CORNER;
            boolean right = i % size >= size - CORNER;
            boolean top = i / size < CORNER;
            boolean bottom = i / size >= size - CORNER;
            if (!(left && (top || bottom)) && !(right && top) && random.nextBoolean()) {
                decoy.dark.flip(i);
            }
        }
        return decoy;
    }

    int size() {
        return size;
    }

    boolean dark(int column, int row) {
        return dark.get(row * size + column);
    }
}
