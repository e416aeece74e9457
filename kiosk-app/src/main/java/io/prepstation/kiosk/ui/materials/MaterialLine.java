package io.prepstation.kiosk.ui.materials;

/// One thing in words.
///
/// @param what what it is called
/// @param of of what it is, or what is in it
/// @param until how long it is good
/// @param amount what is left, or what it weighs
/// @param good whether it may be used
/// @param mark how it stands to the hub; empty if the hub has it
public record MaterialLine(
        String what,
        String of,
        String until,
        String amount,
        String state,
        boolean good,
        String mark,
        boolean selected) {

    /// The same, where the keyboard is.
    MaterialLine chosen() {
        return new MaterialLine(what, of, until, amount, state, good, mark, true);
    }
}
