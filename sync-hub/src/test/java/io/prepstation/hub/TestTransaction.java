package io.prepstation.hub;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/// A transaction of another node that takes a number of the feed and does not end.
final class TestTransaction implements AutoCloseable {

    private static final long NUMBERS = 0x7072657073746174L;

    private final Connection connection;
    private final Connection observer;

    private TestTransaction(Connection connection, Connection observer) {
        this.connection = connection;
        this.observer = observer;
    }

    static TestTransaction open(String url) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:" + url);
        connection.setAutoCommit(false);
        return new TestTransaction(connection, DriverManager.getConnection("jdbc:" + url));
    }

    /// As the hub does: lock, number, row.
    void appendChange(String id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + NUMBERS + ")");
            statement.execute(
                    "INSERT INTO feed (feed_seq, lab_id, entity, id, version, operation, data, hash,"
                            + " committed_at) SELECT MAX(feed_seq) + 1, 'lab-1', 'notes', '"
                            + id
                            + "', 1, 'create', '{}', '', MAX(committed_at) + 1 FROM feed");
        }
    }

    /// Until another transaction waits for the lock.
    void awaitSomebodyWaiting() {
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> {
                    try (var statement = observer.createStatement();
                            var rows =
                                    statement.executeQuery(
                                            "SELECT count(*) FROM pg_locks WHERE locktype ="
                                                    + " 'advisory' AND NOT granted")) {
                        return rows.next() && rows.getInt(1) > 0;
                    }
                });
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        observer.close();
    }
}
