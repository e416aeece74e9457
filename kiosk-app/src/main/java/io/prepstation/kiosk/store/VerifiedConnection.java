package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/// One connection whose schema was verified when it was opened, and that can tell within any later transaction whether
/// that still holds (STO-2). Used by one thread at a time.
final class VerifiedConnection implements AutoCloseable {

    private static final String USER_VERSION = "PRAGMA user_version";
    private static final String SCHEMA_COOKIE = "PRAGMA schema_version";

    private final Connection connection;
    private final Sql sql;
    private final Set<String> touched = new HashSet<>();
    private final int version;
    private final long cookie;

    private VerifiedConnection(Path file, Migrations migrations, Connection connection)
            throws SQLException, StoreException {
        this.connection = connection;
        this.sql = new Sql(connection);
        begin("BEGIN");
        version = migrations.verified(file, connection);
        cookie = number(SCHEMA_COOKIE);
        commit();
    }

    /// The one connection that writes; it brings the file to the newest schema first.
    static VerifiedConnection toWrite(Path file, Migrations migrations) throws StoreException {
        return opened(
                file,
                Connections::toWrite,
                connection -> {
                    migrations.migrate(file, connection);
                    VerifiedConnection verified =
                            new VerifiedConnection(file, migrations, connection);
                    connection
                            .unwrap(SQLiteConnection.class)
                            .addUpdateListener((_, _, table, _) -> verified.touched.add(table));
                    return verified;
                });
    }

    static VerifiedConnection toRead(Path file, Migrations migrations) throws StoreException {
        return opened(
                file,
                Connections::toRead,
                connection -> new VerifiedConnection(file, migrations, connection));
    }

    private interface Open {
        Connection open(Path file) throws SQLException, StoreException;
    }

    private interface Verify {
        VerifiedConnection verified(Connection connection) throws SQLException, StoreException;
    }

    private static VerifiedConnection opened(Path file, Open open, Verify verify)
            throws StoreException {
        try {
            Connection connection = open.open(file);
            boolean verified = false;
            try {
                VerifiedConnection result = verify.verified(connection);
                verified = true;
                return result;
            } finally {
                if (!verified) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw StoreFailure.of(file, e);
        } catch (SqlFailure e) {
            throw StoreFailure.of(file, null, e);
        }
    }

    Sql sql() {
        return sql;
    }

    int version() {
        return version;
    }

    /// @param how `BEGIN`, or `BEGIN IMMEDIATE` to write
    void begin(String how) {
        touched.clear();
        sql.run(how);
    }

    void commit() {
        sql.run("COMMIT");
    }

    /// Ends the transaction without a trace; SQLite may already have done so after a failure.
    void rollback() {
        try {
            sql.run("ROLLBACK");
        } catch (SqlFailure alreadyEnded) {
            touched.clear();
        }
    }

    /// Whether the file still has the schema that was verified, as seen by the transaction that is open.
    boolean holds() {
        return number(USER_VERSION) == version && number(SCHEMA_COOKIE) == cookie;
    }

    /// Changes whenever another connection has committed to the file.
    long dataVersion() {
        return number("PRAGMA data_version");
    }

    /// The tables written since the transaction began; good until the next one begins.
    Set<String> touched() {
        return touched;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private long number(String query) {
        return sql.first(query, row -> row.getLong(1)).orElse(0L);
    }
}
