package io.prepstation.model.balance;

/// The state of the connection to a balance, in the words all devices share.
public sealed interface BalanceStatus {

    record Connecting(String port) implements BalanceStatus {}

    record Online(BalanceIdentity identity) implements BalanceStatus {}

    record Offline(OfflineCause cause) implements BalanceStatus {

        public OfflineReason reason() {
            return cause.reason();
        }

        /// What was tried and seen, in English, for logs and the command line.
        public String detail() {
            return cause.detail();
        }
    }
}
