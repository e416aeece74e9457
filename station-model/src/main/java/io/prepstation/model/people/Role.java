package io.prepstation.model.people;

import java.util.Locale;

/// What a person may do, in the words of the wire.
public enum Role {
    OPERATOR,
    SUPERVISOR,
    LAB_MANAGER,
    ADMINISTRATOR,
    SUPER_ADMINISTRATOR,
    AUDITOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no role
    public static Role ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
