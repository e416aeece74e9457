package io.prepstation.device.camera;

/// What whoever holds a label before the camera should do.
public enum ViewHint {
    /// Nothing: it is read, or nobody holds one.
    NONE,
    TOO_DARK,
    /// A lamp is mirrored in the label, or the label is overexposed.
    GLARE,
    /// The edges in the middle are soft: out of focus, or moved.
    BLURRED,
    /// A code is seen, but its modules are too small to be told apart.
    MOVE_CLOSER,
    /// A code is seen and large enough, but blurred, covered or damaged.
    HOLD_STILL
}
