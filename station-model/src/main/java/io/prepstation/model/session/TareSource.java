package io.prepstation.model.session;

import java.util.Locale;

/// Who subtracted the tare of a dispense; the record says which (WEI-6).
public enum TareSource {
    /// The balance tared and displayed the net mass.
    BALANCE,
    /// The balance displayed gross and the station subtracted, as after an interruption.
    COMPUTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no source
    public static TareSource ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
