package io.prepstation.model.balance;

import java.util.Locale;

/// How it is known that a weight is at rest; the record says which (WEI-5).
public enum StabilitySource {
    /// The balance's own mark.
    FLAG,
    /// The format has no mark: the number stood unchanged for the time window declared in the configuration.
    WINDOW,
    /// The balance is set to print stable weights only, and a person pressed its print key.
    PRINT;

    /// The word in records.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
