package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Opens every SQLite connection of the station, and asserts that it is as safe as it was asked to be (STO-1).
final class Connections {

    /// How long a transaction waits for another program's, such as the nightly upload's.
    static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    /// Older ones can damage a WAL file when two connections checkpoint at once.
    private static final int[] OLDEST_SQLITE = {3, 51, 3};

    private Connections() {}

    static Connection toWrite(Path file) throws SQLException, StoreException {
        return checked(file, config().createConnection("jdbc:sqlite:" + file));
    }

    static Connection toRead(Path file) throws SQLException, StoreException {
        Connection connection = checked(file, config().createConnection("jdbc:sqlite:" + file));
        execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    /// An empty database that is never written to a disk.
    static Connection inMemory() throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    }

    /// Runs statements that give no rows; several may be joined by semicolons.
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        // Nobody asks for generated keys; the driver would read one after every insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection checked(Path file, Connection connection)
            throws SQLException, StoreException {
        try {
            require(file, "journal_mode", "wal", text(connection, "PRAGMA journal_mode"));
            require(file, "synchronous", "2", text(connection, "PRAGMA synchronous"));
            require(file, "foreign_keys", "1", text(connection, "PRAGMA foreign_keys"));
            String version = text(connection, "SELECT sqlite_version()");
            if (isOlderThanAllowed(version)) {
                throw new StoreException(
                        Reason.NOT_USABLE,
                        "SQLite "
                                + version
                                + " is too old for "
                                + file
                                + ". Reinstall Prepstation.");
            }
            return connection;
        } catch (SQLException | StoreException e) {
            connection.close();
            throw e;
        }
    }

    private static void require(Path file, String pragma, String wanted, String found)
            throws StoreException {
        if (!wanted.equals(found)) {
            throw new StoreException(
                    Reason.NOT_USABLE,
                    "SQLite opened "
                            + file
                            + " with "
                            + pragma
                            + " = "
                            + found
                            + " instead of "
                            + wanted
                            + ". The file must lie on a local disk.");
        }
    }

    static boolean isOlderThanAllowed(String version) {
        int[] parts = Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        return Arrays.compare(parts, OLDEST_SQLITE) < 0;
    }
}
