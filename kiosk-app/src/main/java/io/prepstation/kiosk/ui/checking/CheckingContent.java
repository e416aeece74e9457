package io.prepstation.kiosk.ui.checking;

import java.util.List;

/// A check as the screen shows it.
///
/// @param place which check, and how far it is
/// @param instruction what to do now
/// @param displayed what the balance shows
/// @param state whether it is at rest, and how far off the weight is
/// @param alarming whether the weight is outside its limit, or the check has failed
/// @param taken the newest first
public record CheckingContent(
        String place,
        String instruction,
        String displayed,
        String state,
        boolean alarming,
        List<Taken> taken) {

    public CheckingContent {
        taken = List.copyOf(taken);
    }
}
