package io.prepstation.kiosk.ui.rejecting;

import java.util.Locale;

/// Why a session is given up, as a code for records and statistics.
public enum Reason {
    OVERSHOOT,
    WRONG_MATERIAL,
    SPILLED,
    CONTAMINATED,
    EQUIPMENT,
    NOT_NEEDED;

    /// The code in the record.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
