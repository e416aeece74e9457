package io.prepstation.kiosk.store;

import org.jspecify.annotations.Nullable;

/// Why the store could not read or save. The message says what happened, in which file, and what to do.
///
/// After a failed write nothing of it was saved, and everything saved before still is.
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    /// What to decide by.
    public enum Reason {
        /// No space is left where the file lies.
        DISK_FULL,
        /// The disk refused a read or a write.
        IO_ERROR,
        /// The file is not a database, is damaged, or is not the one this program made.
        CORRUPT,
        /// Another program held the file for longer than the busy time-out.
        BUSY,
        /// A rule of the database forbids the change.
        REFUSED,
        /// A newer program has upgraded the file.
        SCHEMA_NEWER,
        /// The file cannot be opened: permissions, a missing folder, an SQLite that is too old.
        NOT_USABLE,
        /// The store has been closed.
        CLOSED
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Whether the connection that met it must not be used again: an fsync that failed once is never retried in place.
    boolean spoilsConnection() {
        return switch (reason) {
            case DISK_FULL, IO_ERROR, CORRUPT, SCHEMA_NEWER, NOT_USABLE, CLOSED -> true;
            case BUSY, REFUSED -> false;
        };
    }
}
