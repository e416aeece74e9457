package io.prepstation.hub;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Looks at a hub's file from outside, and bends it.
final class TestDatabase implements AutoCloseable {

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    static TestDatabase of(RunningHub hub) throws SQLException {
        return new TestDatabase(
                DriverManager.getConnection("jdbc:sqlite:" + hub.data.resolve("hub.db")));
    }

    /// The first column of the first row.
    @Nullable String text(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    void run(String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
