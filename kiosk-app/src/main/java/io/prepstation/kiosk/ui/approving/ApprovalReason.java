package io.prepstation.kiosk.ui.approving;

import java.util.Locale;

/// Why a supervisor approves, as a code for records and statistics.
public enum ApprovalReason {
    FIT_FOR_USE,
    MATERIAL_SCARCE,
    TRIAL_BATCH,
    TRAINED_AGAIN,
    CAUSE_REMOVED,
    ORDERED;

    /// The code in the record.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
