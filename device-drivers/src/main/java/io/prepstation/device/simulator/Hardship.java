package io.prepstation.device.simulator;

/// What makes the photograph of a label hard to read, one category each.
public enum Hardship {
    /// Modules of one to two and a half pixels.
    SMALL_MODULES,
    /// Out of focus, or moved while the shutter was open.
    BLUR,
    /// Seen from the side, turned.
    PERSPECTIVE,
    /// Stuck on a bottle.
    CURVATURE,
    /// A lamp mirrored in the label's varnish.
    GLARE,
    /// A sensor at high gain.
    NOISE,
    /// Nearly dark, with the noise that comes with it.
    LOW_LIGHT,
    /// Splashes, scratches, a corner torn off.
    DAMAGE,
    /// A little of several at once, as on a real bench.
    MIXED
}
