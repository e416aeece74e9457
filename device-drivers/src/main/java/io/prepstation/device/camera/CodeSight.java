package io.prepstation.device.camera;

/// What one attempt saw of a code.
sealed interface CodeSight {

    record Read(String text) implements CodeSight {}

    /// A code is there, but too small, blurred or damaged.
    ///
    /// @param moduleSize in pixels of the picture the attempt looked at
    record Unreadable(double moduleSize) implements CodeSight {}

    record Nothing() implements CodeSight {}
}
