package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Restores;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A hub's database on a real PostgreSQL, copied and put back as by its administrator: the copy does not know that it is one.
final class NightPostgres implements NightStore {

    /// One server for many nights, with a database of each.
    static final class Server implements AutoCloseable {

        private static final String TEMPLATE = "template_of_nights";

        private final EmbeddedPostgres server;

        private Server(EmbeddedPostgres server) {
            this.server = server;
        }

        /// Nothing happens by itself: a row is where the night put it.
        static Server start(Path folder) throws IOException, SQLException {
            Server started =
                    new Server(
                            EmbeddedPostgres.builder()
                                    .setServerConfig("fsync", "on")
                                    .setServerConfig("autovacuum", "off")
                                    .setDataDirectory(folder)
                                    .setCleanDataDirectory(true)
                                    .start());
            started.run("CREATE DATABASE " + TEMPLATE);
            return started;
        }

        /// Where the hub is made that every night begins with.
        void nameTemplate(Path data) throws StoreException {
            DataDirectory directory = new DataDirectory(data);
            directory.create();
            directory.keepDatabaseUrl(url(TEMPLATE));
        }

        NightPostgres night(Path data, String name) throws SQLException, StoreException {
            run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
            new DataDirectory(data).keepDatabaseUrl(url(name));
            return new NightPostgres(this, data, name);
        }

        private String url(String name) {
            return "postgresql://localhost:%d/%s?user=postgres&options=-c%%20lock_timeout=%d"
                    .formatted(server.getPort(), name, HeldTransaction.REALLY.toMillis());
        }

        private void run(String sql) throws SQLException {
            run("postgres", sql);
        }

        private void run(String database, String sql) throws SQLException {
            try (var connection = DriverManager.getConnection("jdbc:" + url(database));
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private final Server server;
    private final Path data;
    private final String name;
    private boolean copied;
    private @Nullable HeldTransaction held;

    private NightPostgres(Server server, Path data, String name) {
        this.server = server;
        this.data = data;
        this.name = name;
    }

    @Override
    public HubDatabase open() throws StoreException {
        return HubDatabase.open(new DataDirectory(data));
    }

    /// A database is only copied while nobody uses it.
    @Override
    public HubDatabase backUp(HubDatabase database) throws Exception {
        letGo();
        database.close();
        server.run("DROP DATABASE IF EXISTS " + copy());
        server.run("CREATE DATABASE " + copy() + " TEMPLATE " + name);
        copied = true;
        return open();
    }

    private String copy() {
        return name + "_copy";
    }

    @Override
    public boolean hasBackup() {
        return copied;
    }

    @Override
    public void putBack() throws Exception {
        letGo();
        server.run("DROP DATABASE " + name);
        server.run("CREATE DATABASE " + name + " TEMPLATE " + copy());
    }

    @Override
    public void restored(Restores restores) throws StoreException {
        restores.begin();
    }

    @Override
    public void run(String sql) {
        try {
            server.run(name, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<HeldTransaction> held() {
        return Optional.ofNullable(held);
    }

    @Override
    public Optional<HeldTransaction.Kind> hold(Random random, Instant until) {
        if (held != null) {
            return Optional.empty();
        }
        try {
            HeldTransaction begun =
                    HeldTransaction.begin("jdbc:" + server.url(name), random, until);
            held = begun;
            return Optional.of(begun.kind);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void letGo() {
        HeldTransaction ended = held;
        held = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public void close() {
        letGo();
        try {
            server.run("DROP DATABASE IF EXISTS " + copy());
            server.run("DROP DATABASE IF EXISTS " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
