package io.prepstation.device.camera;

/// A kind of code that a camera may be told to read. Each further kind costs time on every frame.
public enum Symbology {
    QR,
    DATA_MATRIX,
    CODE_128
}
