package io.prepstation.model.bench;

/// What the bench asks of a balance beside weights.
public enum BalanceCommand {
    /// Take the load as tare: the display shows net from then on.
    TARE,
    /// Forget the tare: the display shows gross.
    CLEAR_TARE,
    /// Take the load as zero: only with an empty pan.
    ZERO
}
