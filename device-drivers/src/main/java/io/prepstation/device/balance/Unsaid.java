package io.prepstation.device.balance;

/// What the lines of a format cannot say.
public enum Unsaid {
    /// That too much is on the pan: the balance falls silent.
    OVERLOAD,

    /// Whether the weight rests: only a declared window or a print that comes at rest can stand for it.
    REST,

    /// The unit: only the configuration can.
    UNIT,

    /// A number while the weight moves.
    NUMBER_IN_MOTION
}
