package io.prepstation.device.camera;

/// The state of a camera, in the words all devices share.
public sealed interface CameraStatus {

    record Connecting(String source) implements CameraStatus {}

    record Online(String source) implements CameraStatus {}

    /// @param detail what was tried and seen; for supervisors and logs
    record Offline(CameraProblem reason, String detail) implements CameraStatus {}
}
