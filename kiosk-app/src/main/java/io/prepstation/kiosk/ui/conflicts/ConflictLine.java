package io.prepstation.kiosk.ui.conflicts;

/// One conflict in words.
///
/// @param about the fields both changed, or how it was decided
/// @param state the badge's word
public record ConflictLine(
        String what, String about, String since, Badge badge, String state, boolean selected) {

    /// How far it is.
    public enum Badge {
        OPEN,
        /// Put off by whoever looked at it.
        LATER,
        DECIDED
    }
}
