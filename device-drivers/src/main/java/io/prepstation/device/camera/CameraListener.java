package io.prepstation.device.camera;

/// Hears what a camera sees, on the camera's own thread: pass it on and return.
public interface CameraListener {

    /// Every frame that was looked at, for a live picture.
    void picture(LumaFrame frame);

    /// A code was held in front of the camera; once, however long it stays there. The text is whatever somebody printed.
    void code(String text);

    /// What to do so that the label can be read; called when it changes.
    void hint(ViewHint hint);

    /// Called when the status changes, not when it is confirmed.
    void status(CameraStatus status);
}
