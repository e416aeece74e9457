package io.prepstation.device.camera;

/// Why there is no picture, in terms an operator can act on.
public enum CameraProblem {
    /// The camera's command or folder is not there.
    NOT_FOUND,
    /// The camera's command ended: camera unplugged, or held by another program.
    ENDED,
    /// The command runs but no frame came for three seconds.
    NO_FRAMES,
    /// The camera gives another picture size than configured; it stays off until the configuration is right.
    SIZE_CHANGED
}
