package io.prepstation.device.balance;

/// Why a balance did not do what it was told.
public enum Refusal {
    /// Not now: it is not stable, or it is busy.
    NOT_NOW,
    /// The load lies above what the command allows.
    TOO_HIGH,
    /// The load lies below what the command allows.
    TOO_LOW,
    /// The balance knows the command but not this parameter.
    PARAMETER,
    /// The balance does not know the command.
    UNKNOWN_COMMAND,
    /// The balance did not understand the bytes.
    TRANSMISSION,
    /// The balance reports a fault of its own.
    FAULT,
    /// It tared in a unit that the station does not know.
    UNKNOWN_UNIT,
    /// No answer came in time.
    NO_ANSWER,
    /// The balance is not connected.
    OFFLINE
}
