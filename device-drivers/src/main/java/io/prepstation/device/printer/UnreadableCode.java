package io.prepstation.device.printer;

import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.util.Optional;

/// A code was drawn and could not be read back: it is not printed, because nobody could scan it.
public final class UnreadableCode extends Exception {

    private static final long serialVersionUID = 1L;

    private final String wanted;
    private final String read;

    private UnreadableCode(String wanted, String read) {
        super("the code for \"" + wanted + "\" reads as \"" + read + "\"");
        this.wanted = wanted;
        this.read = read;
    }

    Trouble trouble() {
        return Trouble.of(Kind.CODE_UNREADABLE, wanted, read);
    }

    /// @param read what a reader made of the code as it would be printed
    /// @throws UnreadableCode if that is anything else
    static void unlessReads(Optional<String> read, String wanted) throws UnreadableCode {
        if (!read.equals(Optional.of(wanted))) {
            throw new UnreadableCode(wanted, read.orElse(""));
        }
    }
}
