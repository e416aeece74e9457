package io.prepstation.hub.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Brings a database to the schema this program was written for.
final class Migrations {

    /// The newest file under `db/migration`; a database that has it is not looked at further, because Flyway costs
    /// every command half a second.
    static final String NEWEST = "13";

    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /// @param exists whether there may be a schema already
    static void run(Dialect dialect, boolean exists) throws StoreException {
        DataSource source = dialect.writer();
        String found = exists ? versionOf(source, dialect) : "";
        if (found.equals(NEWEST)) {
            return;
        }
        if (!found.isEmpty() && Integer.parseInt(found) > Integer.parseInt(NEWEST)) {
            throw new StoreException(
                    "the database "
                            + dialect.name()
                            + " has schema version "
                            + found
                            + ", of a newer program; this one knows "
                            + NEWEST
                            + ". Run the newer program");
        }
        try {
            Flyway.configure().dataSource(source).locations(dialect.migrations()).load().migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "cannot bring the database "
                            + dialect.name()
                            + " to schema version "
                            + NEWEST
                            + "; it is as it was: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String versionOf(DataSource source, Dialect dialect) throws StoreException {
        try {
            return Jdbi.create(source).withHandle(handle -> versionOf(handle, dialect));
        } catch (JdbiException e) {
            throw new StoreException("cannot read the schema version: " + e.getMessage(), e);
        }
    }

    private static String versionOf(Handle handle, Dialect dialect) {
        boolean managed =
                handle.createQuery(dialect.hasTable())
                        .bind("name", HISTORY)
                        .mapTo(int.class)
                        .findOne()
                        .isPresent();
        return managed
                ? handle.createQuery(
                                "SELECT version FROM "
                                        + HISTORY
                                        + " WHERE success ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .orElse("")
                : "";
    }
}
