package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.sqlite.SQLiteErrorCode;

/// Turns SQLite's result codes into reasons an operator can act on; the one place that knows them.
final class StoreFailure {

    private static final Logger LOG = LoggerFactory.getLogger("Store");
    private static final int PRIMARY_CODE = 0xff;

    private StoreFailure() {}

    /// Writes down what the message leaves out, because it is no help at the bench: schema, statement and SQLite's own words.
    ///
    /// @param connection on which it happened; null if none was open
    static StoreException of(
            Path file, @Nullable VerifiedConnection connection, SqlFailure failure) {
        LOG.atLevel(reason(failure.sql()) == Reason.REFUSED ? Level.DEBUG : Level.WARN)
                .log(
                        "lab {}, schema {}: {} failed: {}",
                        lab(file),
                        connection == null ? "not known" : connection.version(),
                        onOneLine(failure.getMessage()),
                        failure.sql().getMessage());
        return of(file, failure.sql());
    }

    private static String onOneLine(@Nullable String statement) {
        return String.valueOf(statement).strip().replaceAll("\\s+", " ");
    }

    private static String lab(Path file) {
        return file.getFileName().toString().replaceFirst("\\.db$", "");
    }

    static StoreException of(Path file, SQLException failure) {
        Reason reason = reason(failure);
        return new StoreException(
                reason, message(reason, file, String.valueOf(failure.getMessage())), failure);
    }

    private static Reason reason(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_FULL -> Reason.DISK_FULL;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.CORRUPT;
            case SQLITE_BUSY, SQLITE_LOCKED -> Reason.BUSY;
            case SQLITE_CONSTRAINT -> Reason.REFUSED;
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Reason.NOT_USABLE;
            default -> Reason.IO_ERROR;
        };
    }

    private static String message(Reason reason, Path file, String cause) {
        return switch (reason) {
            case DISK_FULL ->
                    "The disk is full: %s. Free some space and try again; what was saved before is safe."
                            .formatted(file);
            case IO_ERROR ->
                    "The disk failed at %s (%s). Try once more; if it stays, have the disk replaced."
                            .formatted(file, cause);
            case CORRUPT ->
                    "The file %s is damaged (%s). Restore it from a backup: station restore."
                            .formatted(file, cause);
            case BUSY ->
                    "Another program kept %s busy for too long. End it, or try again in a moment."
                            .formatted(file);
            case REFUSED -> "The change is not allowed: %s, in %s.".formatted(cause, file);
            case SCHEMA_NEWER, NOT_USABLE, CLOSED ->
                    "The file %s cannot be used (%s). Check that it and its folder may be written."
                            .formatted(file, cause);
        };
    }
}
