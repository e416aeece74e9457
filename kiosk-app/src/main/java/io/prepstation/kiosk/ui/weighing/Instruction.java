package io.prepstation.kiosk.ui.weighing;

/// The one line that says what to do next.
public record Instruction(Tone tone, String text) {

    public enum Tone {
        CALM,
        GOOD,
        WARNING,
        STOP
    }
}
