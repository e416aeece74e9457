package io.prepstation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A file of SQLite as station and hub have theirs: with a log, and each transaction on the disk before it is done.
final class BareFile {

    private BareFile() {}

    static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "PRAGMA synchronous = FULL");
        run(connection, "PRAGMA foreign_keys = ON");
        return connection;
    }

    /// The state of one moment, while others may write.
    static Path copy(Path file, Path to) throws IOException, SQLException {
        Files.deleteIfExists(to);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("backup to '" + to + "'");
        }
        return to;
    }

    static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /// The values of every row.
    static List<Object[]> rows(Connection connection, String query) throws SQLException {
        List<Object[]> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Object[] values = new Object[columns];
                for (int column = 0; column < columns; column++) {
                    values[column] = rows.getObject(column + 1);
                }
                all.add(values);
            }
        }
        return all;
    }
}
