package io.prepstation.kiosk.demo;

/// What goes wrong in a demonstration.
public enum Fault {
    NONE,
    /// Another ingredient than the step's is held up at the second step.
    WRONG_INGREDIENT,
    /// Too much of the second ingredient is poured; the batch grows and the first is topped up.
    OVERSHOOT,
    /// The balance's cable is pulled while the second ingredient is being poured.
    UNPLUG,
    /// The kiosk's process is killed in the middle of the third step and started again.
    KILL
}
