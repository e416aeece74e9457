package io.prepstation.kiosk.sync;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// A transaction that somebody else keeps open in the hub's PostgreSQL: a node that hangs, an administrator who went for lunch.
/// What it did is undone in the end.
final class HeldTransaction implements AutoCloseable {

    /// As the hub's own connections have it, in virtual time.
    static final Duration HUB_WAITS = Duration.ofSeconds(8);

    /// The same of the clock on the wall: nothing is proved by longer waits.
    static final Duration REALLY = Duration.ofMillis(400);

    /// Until the server ends one that the hub need not wait long for.
    private static final Duration SOON = Duration.ofMillis(15);

    /// What it has.
    enum Kind {
        ROWS,
        /// The turn of who gives numbers of feed and audit trail.
        NUMBERS,
        TABLE,
        /// Only what it saw, which hinders nobody.
        SNAPSHOT;

        private String statement(String table) {
            return switch (this) {
                case ROWS -> "SELECT 1 FROM " + table + " FOR UPDATE";
                case NUMBERS -> "SELECT pg_advisory_xact_lock(" + 0x7072657073746174L + ")";
                case TABLE -> "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE";
                case SNAPSHOT -> "SELECT count(*) FROM " + table;
            };
        }
    }

    private static final List<String> TABLES =
            List.of(
                    "entities",
                    "feed",
                    "operations",
                    "id_mappings",
                    "sessions",
                    "stations",
                    "hub_identity");

    final Instant until;
    final Kind kind;
    private final Connection connection;

    private HeldTransaction(Connection connection, Kind kind, Instant until) {
        this.connection = connection;
        this.kind = kind;
        this.until = until;
    }

    static HeldTransaction begin(String url, Random random, Instant until) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        String table = TABLES.get(random.nextInt(TABLES.size()));
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        try (Statement statement = connection.createStatement()) {
            statement.execute(kind.statement(table));
        }
        return new HeldTransaction(connection, kind, until);
    }

    /// The server ends it while the hub waits.
    void endsSoon() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = " + SOON.toMillis());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
