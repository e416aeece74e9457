package io.prepstation.hub;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL for all tests of a run, with a database for each.
public final class Postgres {

    private static final String TEMPLATE = "hub_template";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Started by the first test that needs it, stopped with the process.
    private static final class Shared {

        private static final Postgres SERVER = started();

        private static Postgres started() {
            try {
                Path root = Files.createTempDirectory(memory(), "prepstation-postgres");
                Postgres postgres =
                        new Postgres(
                                EmbeddedPostgres.builder()
                                        .setServerConfig("fsync", "on")
                                        .setDataDirectory(root.resolve("data"))
                                        .setCleanDataDirectory(true)
                                        .start());
                postgres.makeTemplate(root.resolve("template"));
                return postgres;
            } catch (IOException | SQLException | StoreException e) {
                throw new AssertionError("PostgreSQL does not start", e);
            }
        }
    }

    /// In memory where there is such a place: a commit is flushed as on a disk, and costs nothing.
    private static Path memory() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// A database with the hub's tables, to be copied.
    private void makeTemplate(Path data) throws IOException, SQLException, StoreException {
        run("CREATE DATABASE " + TEMPLATE);
        Files.createDirectories(data);
        DataDirectory directory = new DataDirectory(data);
        directory.keepDatabaseUrl(url(TEMPLATE));
        HubDatabase.create(directory).close();
    }

    public static Postgres server() {
        return Shared.SERVER;
    }

    /// The name of a new database without a hub in it.
    String newDatabase() throws SQLException {
        return copyOf(TEMPLATE);
    }

    /// The name of a new database with the content of one that nobody is connected to.
    String copyOf(String template) throws SQLException {
        String name = "hub" + databases.incrementAndGet();
        run("CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    /// Runs a statement in the server's own database.
    public void run(String statement) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    public String url(String database) {
        return "postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
    }
}
