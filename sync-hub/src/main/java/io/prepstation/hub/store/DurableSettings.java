package io.prepstation.hub.store;

import org.jdbi.v3.core.Handle;

/// Asserts what the promise "received is kept" rests on, for a connection just opened.
final class DurableSettings {

    /// SQLite before 3.51.3 has a WAL bug that can corrupt a database.
    private static final int OLDEST_SQLITE = 3_051_003;

    private DurableSettings() {}

    /// @throws IllegalStateException naming the setting that is not as it must be
    static void require(Handle handle) {
        require(handle, "journal_mode", "wal");
        require(handle, "synchronous", "2");
        require(handle, "foreign_keys", "1");
        String version = handle.createQuery("SELECT sqlite_version()").mapTo(String.class).one();
        if (number(version) < OLDEST_SQLITE) {
            throw new IllegalStateException("SQLite " + version + " is too old; 3.51.3 is needed");
        }
    }

    private static void require(Handle handle, String pragma, String expected) {
        String actual = handle.createQuery("PRAGMA " + pragma).mapTo(String.class).one();
        if (!actual.equals(expected)) {
            throw new IllegalStateException(pragma + " is " + actual + ", not " + expected);
        }
    }

    private static int number(String version) {
        String[] parts = version.split("\\.", -1);
        return Integer.parseInt(parts[0]) * 1_000_000
                + Integer.parseInt(parts[1]) * 1_000
                + Integer.parseInt(parts[2]);
    }
}
