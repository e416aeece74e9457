package io.prepstation.model.check;

import java.util.Arrays;
import java.util.Locale;

/// What is done to a balance to see whether it weighs right.
public enum CheckKind {
    /// Each test weight once, against its tolerance.
    WEIGHTS,
    /// One test weight ten times: the scatter gives the minimum weight.
    REPEATABILITY;

    /// The word in records and on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Letter by letter: a word that was altered in one bit is another word.
    ///
    /// @throws IllegalArgumentException for a word that is no kind
    public static CheckKind ofWord(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no kind of balance check: " + word));
    }
}
