package io.prepstation.kiosk.ui.frame;

/// One line under the header.
///
/// @param text empty if there is nothing to say
public record Strip(Tone tone, String text) {

    public static final Strip NONE = new Strip(Tone.CALM, "");

    public enum Tone {
        CALM,
        WARNING
    }
}
