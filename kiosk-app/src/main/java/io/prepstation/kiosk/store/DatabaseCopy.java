package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Copies a database while others use it, by SQLite's own backup, and says whether a file is whole. A file in use must
/// never be copied in any other way.
public final class DatabaseCopy {

    private DatabaseCopy() {}

    /// Copies the state of one moment.
    ///
    /// @param to must not exist
    public static void make(Path from, Path to) throws StoreException {
        if (!Files.exists(from)) {
            throw new StoreException(Reason.NOT_USABLE, "There is no database " + from + ".");
        }
        try (Connection connection = Connections.toRead(from)) {
            Connections.execute(
                    connection, "backup to '" + to.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw failed("The database " + from + " cannot be copied to " + to, e);
        }
    }

    /// What is wrong with a file; empty if every page, index and reference is as it should be.
    public static Optional<String> fault(Path file) {
        try (Connection connection = Connections.toRead(file)) {
            String pages = Connections.text(connection, "PRAGMA integrity_check(1)");
            if (!pages.equals("ok")) {
                return Optional.of(pages);
            }
            String orphans = Connections.text(connection, "PRAGMA foreign_key_check");
            return orphans.isEmpty()
                    ? Optional.empty()
                    : Optional.of("rows of " + orphans + " without their parent");
        } catch (SQLException | StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static StoreException failed(String what, SQLException e) {
        StoreException failure =
                new StoreException(Reason.NOT_USABLE, what + " (" + e.getMessage() + ").");
        failure.initCause(e);
        return failure;
    }
}
