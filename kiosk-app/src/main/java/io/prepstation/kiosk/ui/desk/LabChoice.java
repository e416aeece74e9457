package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.LabKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The labs this station belongs to (STO-7).
///
/// @param current the one it works for; null while it belongs to none
/// @param problem why it does not work for the one that was wanted; empty if it does
public record LabChoice(List<Line> labs, @Nullable LabKey current, String problem) {

    /// Of a station that belongs to no lab yet.
    public static final LabChoice NONE = new LabChoice(List.of(), null, "");

    /// @param hub its address; empty for a lab that no hub keeps
    /// @param waiting how many changes its hub does not have yet
    public record Line(LabKey lab, String name, String hub, int waiting) {}
}
