package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.ui.desk.CameraHint;

/// What the camera's hints are called.
public final class CameraWords {

    private CameraWords() {}

    /// Empty if there is nothing to do.
    public static String hint(CameraHint hint, Words words) {
        return switch (hint) {
            case NONE -> "";
            case TOO_DARK -> words.text("camera.hint.too-dark");
            case GLARE -> words.text("camera.hint.glare");
            case BLURRED -> words.text("camera.hint.blurred");
            case MOVE_CLOSER -> words.text("camera.hint.move-closer");
            case HOLD_STILL -> words.text("camera.hint.hold-still");
        };
    }
}
