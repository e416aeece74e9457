package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A lab file as someone sees it who opens it with another program: no checks, no triggers, no thread of its own.
public final class RawFile implements AutoCloseable {

    /// One value that is not null.
    public record Cell(String table, long rowid, String column, String value, boolean isNumber) {}

    private final Connection connection;

    public RawFile(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
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
