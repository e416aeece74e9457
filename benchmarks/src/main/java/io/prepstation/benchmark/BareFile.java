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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /// A folder of files that were measured with, which may be large.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// The file of ours becomes `later` beside `main`.
    static void attach(Connection file, Path ours) throws SQLException {
        run(file, "ATTACH '" + ours + "' AS later");
    }

    /// @throws IOException if these tables have not the same rows as ours
    static void requireSame(Connection file, Path ours, List<String> tables)
            throws IOException, SQLException {
        attach(file, ours);
        for (String table : tables) {
            for (String except :
                    List.of(
                            "main.%1$s EXCEPT SELECT * FROM later.%1$s",
                            "later.%1$s EXCEPT SELECT * FROM main.%1$s")) {
                if (!rows(file, "SELECT * FROM " + except.formatted(table)).isEmpty()) {
                    throw new IOException("the floor leaves other rows in " + table);
                }
            }
        }
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
