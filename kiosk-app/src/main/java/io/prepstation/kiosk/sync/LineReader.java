package io.prepstation.kiosk.sync;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Takes a text piece by piece and hands on each whole line, in UTF-8, without its end. Used by one thread at a time.
final class LineReader {

    /// Longer than the largest formula version by far; what is longer is handed on in pieces, which nobody can read.
    private static final int LONGEST_LINE = 1024 * 1024;

    private final Consumer<byte[]> line;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    LineReader(Consumer<byte[]> line) {
        this.line = line;
    }

    /// @param size bytes of the piece that count
    void take(byte[] piece, int size) {
        int start = 0;
        for (int at = 0; at < size; at++) {
            if (piece[at] == '\n') {
                rest.write(piece, start, at - start);
                handOn();
                start = at + 1;
            }
        }
        rest.write(piece, start, size - start);
        if (rest.size() > LONGEST_LINE) {
            handOn();
        }
    }

    private void handOn() {
        line.accept(rest.toByteArray());
        rest.reset();
    }
}
