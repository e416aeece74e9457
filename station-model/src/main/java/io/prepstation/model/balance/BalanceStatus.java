package io.prepstation.model.balance;

/// The state of the connection to a balance, in the words all devices share.
public sealed interface BalanceStatus {

    record Connecting(String port) implements BalanceStatus {}

    record Online(BalanceIdentity identity) implements BalanceStatus {}

    /// @param detail what was tried and seen, with the port's name; for supervisors and logs
    record Offline(OfflineReason reason, String detail) implements BalanceStatus {}
}
