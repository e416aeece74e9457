package io.prepstation.kiosk.ui.message;

import io.prepstation.kiosk.ui.look.Icon;

/// @param title what happened
/// @param text to what
/// @param advice what to do; empty if there is only to wait
public record Message(Icon icon, Tone tone, String title, String text, String advice) {

    public enum Tone {
        CALM,
        WARNING
    }
}
