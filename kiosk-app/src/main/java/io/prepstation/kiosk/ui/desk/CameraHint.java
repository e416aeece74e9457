package io.prepstation.kiosk.ui.desk;

/// What the operator should do so that the camera can read the label.
public enum CameraHint {
    NONE,
    TOO_DARK,
    GLARE,
    BLURRED,
    MOVE_CLOSER,
    HOLD_STILL
}
