package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A lab file as someone sees it who opens it with another program: no checks, no triggers, no thread of its own.
public final class RawFile implements AutoCloseable {

    /// One value that is not null.
    public record Cell(String table, long rowid, String column, String value, boolean isNumber) {}

    private final Connection connection;

    public RawFile(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /// Takes the triggers away, runs the changes in one transaction, and puts them back as they were. Nothing waits for
    /// the disk: the file is a copy that is thrown away.
    public void tamper(List<String> changes) throws SQLException {
        execute(
                "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        List<String> triggers = texts("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
        execute("BEGIN");
        for (String name : texts("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
            execute("DROP TRIGGER " + name);
        }
        try {
            for (String change : changes) {
                execute(change);
            }
            for (String trigger : triggers) {
                execute(trigger);
            }
            execute("COMMIT");
        } catch (SQLException e) {
            execute("ROLLBACK");
            throw e;
        }
    }

    public List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /// Every row of a table in the order of its key, without columns that are computed.
    public List<RawRow> rows(String table) throws SQLException {
        List<RawRow> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT rowid AS place, * FROM " + table + " ORDER BY rowid")) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int i = 2; i <= columns.getColumnCount(); i++) {
                    if (!table.equals("audit_event")
                            || !columns.getColumnName(i).equals("session_id")) {
                        values.put(columns.getColumnName(i), rows.getObject(i));
                    }
                }
                found.add(new RawRow(table, rows.getLong(1), values));
            }
        }
        return found;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    /// Takes the triggers away, runs the statement, and puts them back as they were.
    public void withoutTriggers(String sql) throws SQLException {
        List<String> triggers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                triggers.add(rows.getString(2));
            }
        }
        execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        for (String name : names) {
            execute("DROP TRIGGER " + name);
        }
        try {
            execute(sql);
        } finally {
            for (String trigger : triggers) {
                execute(trigger);
            }
        }
    }

    public List<Cell> cells(String table) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT rowid AS place, * FROM " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                for (int i = 2; i <= columns.getColumnCount(); i++) {
                    String value = rows.getString(i);
                    boolean key =
                            columns.getColumnName(i).equals("row")
                                    || (table.equals("audit_event")
                                            && columns.getColumnName(i).equals("session_id"));
                    if (value != null && !value.isEmpty() && !key) {
                        cells.add(
                                new Cell(
                                        table,
                                        rows.getLong(1),
                                        columns.getColumnName(i),
                                        value,
                                        rows.getObject(i) instanceof Number));
                    }
                }
            }
        }
        return cells;
    }

    /// Writes another value into a cell; false where a key forbids it even without triggers.
    public boolean set(Cell cell, String value) throws SQLException {
        String update =
                "UPDATE %s SET %s = %s WHERE rowid = %d"
                        .formatted(
                                cell.table(),
                                cell.column(),
                                cell.isNumber() ? value : "'" + value.replace("'", "''") + "'",
                                cell.rowid());
        try {
            withoutTriggers(update);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
