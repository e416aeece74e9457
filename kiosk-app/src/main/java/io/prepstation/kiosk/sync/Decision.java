package io.prepstation.kiosk.sync;

/// Why something was or was not started by itself, for the log.
public sealed interface Decision {

    /// The hub can be reached again.
    record Reconnected(boolean syncOnReconnect, boolean autoSyncEnabled, boolean wasOffline)
            implements Decision {

        boolean syncs() {
            return syncOnReconnect && autoSyncEnabled && wasOffline;
        }
    }

    /// Nothing is sent by itself because of this condition.
    record Skipped(String condition) implements Decision {}
}
