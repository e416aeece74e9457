package io.prepstation.device.balance;

/// What a station asks a balance to do, besides weighing.
public enum BalanceCommand {
    TARE,
    ZERO,
    CLEAR_TARE
}
