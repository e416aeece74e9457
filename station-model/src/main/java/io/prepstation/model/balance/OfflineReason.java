package io.prepstation.model.balance;

/// Why a balance gives no weights, in terms an operator can act on.
public enum OfflineReason {
    /// The port does not exist: cable or adapter is out.
    NOT_FOUND,
    /// The port exists but may not be opened, or another program holds it.
    PORT_REFUSED,
    /// The port opens but nothing is received: balance off, cable at the balance out, or other protocol set.
    SILENT,
    /// Bytes arrive but no answer can be read from them: wrong speed, parity or protocol.
    GARBLED,
    /// The port broke while in use: unplugged.
    UNPLUGGED,
    /// Another balance answered than the configured one.
    WRONG_BALANCE,
    /// The balance displays another unit than this station weighs in; nothing is converted silently.
    WRONG_UNIT,
    /// The balance answers but refuses to weigh: a menu is open, it adjusts itself, or it knows another command set.
    REFUSING,
    /// Neither the balance nor the configuration says how much it carries.
    UNIDENTIFIED
}
