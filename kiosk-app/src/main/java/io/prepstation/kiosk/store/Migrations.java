package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The numbered changes that make a database what the program expects; `PRAGMA user_version` counts them.
///
/// Each runs in one transaction with its number. What must come out is not written down twice: an empty database in
/// memory, migrated the same way, is the pattern that a file is compared with.
final class Migrations {

    private static final String SCHEMA =
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema"
                    + " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

    private final List<String> scripts;
    private final int target;
    private final Map<Integer, List<String>> patterns;

    /// @param scripts SQL that leads to version 1, 2, …
    /// @param target the version a file is brought to; a file that is already further is left there
    Migrations(List<String> scripts, int target) {
        this(List.copyOf(scripts), target, new ConcurrentHashMap<>());
    }

    private Migrations(List<String> scripts, int target, Map<Integer, List<String>> patterns) {
        this.scripts = scripts;
        this.target = target;
        this.patterns = patterns;
    }

    /// The scripts of a folder beside this class.
    static Migrations of(String folder, String... names) {
        return new Migrations(
                Arrays.stream(names).map(name -> resource(folder + "/" + name + ".sql")).toList(),
                names.length);
    }

    /// The same with one script more.
    Migrations followedBy(String script) {
        List<String> more = new ArrayList<>(scripts);
        more.add(script);
        return new Migrations(more, more.size());
    }

    /// The same scripts, but a file is only brought to an earlier version.
    Migrations to(int version) {
        return new Migrations(scripts, version, patterns);
    }

    int target() {
        return target;
    }

    /// Brings the file to the target version; does nothing if it is there. Several programs may try at once.
    void migrate(Path file, Connection connection) throws SQLException, StoreException {
        int found = version(connection);
        if (found > 0 && found < target) {
            requireWhole(file, connection);
        }
        while (version(connection) < target) {
            Connections.execute(connection, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
            try {
                step(file, connection);
                Connections.execute(connection, "COMMIT");
            } catch (SQLException | StoreException e) {
                Connections.execute(connection, "ROLLBACK");
                throw e;
            } finally {
                Connections.execute(connection, "PRAGMA foreign_keys = ON");
            }
        }
    }

    /// A damaged file stays as it is: what an upgrade makes of one, nobody can put back.
    private static void requireWhole(Path file, Connection connection)
            throws SQLException, StoreException {
        String fault = Connections.text(connection, "PRAGMA integrity_check(1)");
        if (!fault.equals("ok")) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "The file "
                            + file
                            + " is damaged ("
                            + fault
                            + ") and was not upgraded. Restore it from a backup: station restore.");
        }
    }

    /// The verified version of a file, read within the caller's transaction.
    ///
    /// @throws StoreException if a newer program made the schema, or it is not what the migrations make
    int verified(Path file, Connection connection) throws SQLException, StoreException {
        int version = version(connection);
        if (version > scripts.size()) {
            throw new StoreException(
                    Reason.SCHEMA_NEWER,
                    "The file "
                            + file
                            + " was upgraded to version "
                            + version
                            + " by a newer program; this one knows "
                            + scripts.size()
                            + ". Restart the station to run the new program.");
        }
        if (!schema(connection).equals(pattern(version))) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "The tables of "
                            + file
                            + " are not those of version "
                            + version
                            + ": another program changed them. Restore it from a backup: station restore.");
        }
        return version;
    }

    static int version(Connection connection) throws SQLException {
        return (int) Connections.number(connection, "PRAGMA user_version");
    }

    private void step(Path file, Connection connection) throws SQLException, StoreException {
        int next = version(connection) + 1;
        if (next > target) {
            return;
        }
        Connections.execute(connection, scripts.get(next - 1));
        if (!Connections.text(connection, "PRAGMA foreign_key_check").isEmpty()) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "Upgrading "
                            + file
                            + " to version "
                            + next
                            + " would leave rows without their parent; nothing was changed.");
        }
        Connections.execute(connection, "PRAGMA user_version = " + next);
    }

    private List<String> pattern(int version) throws SQLException {
        List<String> known = patterns.get(version);
        if (known != null) {
            return known;
        }
        try (Connection empty = Connections.inMemory()) {
            for (String script : scripts.subList(0, version)) {
                Connections.execute(empty, script);
            }
            List<String> pattern = schema(empty);
            patterns.put(version, pattern);
            return pattern;
        }
    }

    private static List<String> schema(Connection connection) throws SQLException {
        List<String> schema = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCHEMA)) {
            while (rows.next()) {
                schema.add(rows.getString(1));
            }
        }
        return schema;
    }

    private static String resource(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
