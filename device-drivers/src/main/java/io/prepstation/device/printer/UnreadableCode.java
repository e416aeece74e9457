package io.prepstation.device.printer;

import java.util.Optional;

/// A code was drawn and could not be read back: it is not printed, because nobody could scan it.
public final class UnreadableCode extends Exception {

    private static final long serialVersionUID = 1L;

    private UnreadableCode(String message) {
        super(message);
    }

    /// @throws UnreadableCode if these dots say anything else
    static void unlessReads(CodeBitmap dots, String wanted) throws UnreadableCode {
        Optional<String> read = dots.decoded();
        if (!read.equals(Optional.of(wanted))) {
            throw new UnreadableCode(
                    "The code for \""
                            + wanted
                            + "\" reads as "
                            + read.map(text -> "\"" + text + "\"").orElse("nothing")
                            + ": nothing was printed. Use a larger label.");
        }
    }
}
