package io.prepstation.kiosk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs SQL on one connection and keeps its prepared statements: the texts are few and fixed, and preparing one costs
/// more than running it. SQLite prepares a kept one again by itself when the schema has changed.
///
/// Like its connection it is used by one thread at a time. Failures come as [SqlFailure].
final class Sql {

    /// Reads the row a result stands at.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// The same for what is done with it there and then.
    @FunctionalInterface
    interface EachRow {
        void read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Run<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> free = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// Runs a statement that gives no rows.
    void run(String text, @Nullable Object... values) {
        prepared(
                text,
                statement -> {
                    bind(statement, values);
                    return statement.execute();
                });
    }

    <T> Optional<T> first(String query, Row<T> row, @Nullable Object... values) {
        return prepared(
                query,
                statement -> {
                    bind(statement, values);
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
                    }
                });
    }

    <T> List<T> list(String query, Row<T> row, @Nullable Object... values) {
        return prepared(
                query,
                statement -> {
                    bind(statement, values);
                    List<T> list = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            list.add(row.read(rows));
                        }
                    }
                    return list;
                });
    }

    /// Hands out row after row without keeping them.
    void each(String query, EachRow row, @Nullable Object... values) {
        prepared(
                query,
                statement -> {
                    bind(statement, values);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            row.read(rows);
                        }
                    }
                    return true;
                });
    }

    /// Reads row after row without keeping them, until one gives a value.
    <T> Optional<T> firstPresent(String query, Row<Optional<T>> row, @Nullable Object... values) {
        return prepared(
                query,
                statement -> {
                    bind(statement, values);
                    try (ResultSet rows = statement.executeQuery()) {
                        Optional<T> found = Optional.empty();
                        while (found.isEmpty() && rows.next()) {
                            found = row.read(rows);
                        }
                        return found;
                    }
                });
    }

    /// The texts of the statements it keeps.
    Set<String> texts() {
        return Set.copyOf(free.keySet());
    }

    private <T> T prepared(String text, Run<T> run) {
        try {
            PreparedStatement kept = free.remove(text);
            PreparedStatement statement = kept == null ? connection.prepareStatement(text) : kept;
            return run(text, statement, run);
        } catch (SQLException e) {
            throw new SqlFailure(text, e);
        }
    }

    private <T> T run(String text, PreparedStatement statement, Run<T> run) throws SQLException {
        try {
            T result = run.with(statement);
            keep(text, statement);
            return result;
        } catch (SQLException e) {
            discard(statement, e);
            throw e;
        }
    }

    private void keep(String text, PreparedStatement statement) throws SQLException {
        if (free.putIfAbsent(text, statement) != null) {
            statement.close();
        }
    }

    private static void discard(PreparedStatement statement, SQLException why) {
        try {
            statement.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
