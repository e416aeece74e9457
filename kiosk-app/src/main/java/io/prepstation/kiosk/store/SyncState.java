package io.prepstation.kiosk.store;

import java.util.Optional;

/// Small facts about the exchange with the hub, such as the cursor or when it last worked.
public final class SyncState {

    private SyncState() {}

    public static Optional<String> get(ReadHandle handle, String key) {
        return handle.sql()
                .first("SELECT value FROM sync_state WHERE key = ?", row -> row.getString(1), key);
    }

    public static void put(WriteHandle handle, String key, String value) {
        handle.sql()
                .run(
                        "INSERT INTO sync_state (key, value) VALUES (?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                        key,
                        value);
    }
}
