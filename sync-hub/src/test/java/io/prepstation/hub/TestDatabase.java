package io.prepstation.hub;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at a hub's database from outside, and bends it.
final class TestDatabase implements AutoCloseable {

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    static TestDatabase of(RunningHub hub) throws SQLException {
        return new TestDatabase(DriverManager.getConnection(url(hub)));
    }

    private static String url(RunningHub hub) {
        try {
            DataDirectory directory = new DataDirectory(hub.data);
            return directory.databaseUrl().orElse("jdbc:sqlite:" + directory.database());
        } catch (StoreException e) {
            throw new AssertionError("a hub's settings can be read", e);
        }
    }

    /// The first column of the first row.
    @Nullable String text(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /// The first column of every row.
    List<String> texts(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /// Takes a trigger away that would refuse what is to be bent.
    void let(String trigger, String table) throws SQLException {
        boolean sqlite = connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
        run("DROP TRIGGER " + trigger + (sqlite ? "" : " ON " + table));
    }

    /// Takes back what later migrations did to tables, as if a program of that time had written the database.
    ///
    /// @param version of the schema, at least 10; what 11 wrote into rows is left
    void asOf(int version) throws SQLException {
        if (version < 13) {
            for (String column : List.of("created_at", "created_by", "updated_at", "temp_id")) {
                run("ALTER TABLE ingredients DROP COLUMN " + column);
            }
        }
        if (version < 12) {
            run("DROP TABLE IF EXISTS running_sessions");
        }
        run(
                "DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) > "
                        + Integer.toString(version));
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
