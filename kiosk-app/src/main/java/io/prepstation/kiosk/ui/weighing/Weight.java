package io.prepstation.kiosk.ui.weighing;

/// The number of the balance as it is shown.
///
/// @param digits with every digit the balance displayed; a dash if there is no number
/// @param state the look in words
public record Weight(String digits, String unit, Look look, String state) {

    /// Each differs from the others by more than colour (WEI-13).
    public enum Look {
        /// At rest: plain.
        STEADY,
        /// Moving: lighter, with the sign of movement.
        MOVING,
        /// Too old: crossed out.
        STALE,
        /// No number at all: overload, underload, nothing heard yet.
        NONE
    }
}
