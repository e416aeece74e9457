package io.prepstation.kiosk.ui.desk;

/// One frame of the balance as it came, and what it was taken for.
///
/// @param raw without terminator, one character a byte (ISO 8859-1)
public record BalanceFrame(String raw, Taken taken) {

    /// What the driver read in a frame.
    public enum Taken {
        STABLE,
        MOVING,
        /// A weight without a mark of stability.
        UNMARKED,
        OVERLOAD,
        UNDERLOAD,
        /// Neither weight nor mistake: a tare, a zero, a balance that is busy.
        STATUS,
        /// Who the balance is, and whatever else it was asked.
        INFO,
        /// The balance says that something is wrong.
        ERROR,
        /// Nothing of the configured protocol.
        NOISE
    }
}
