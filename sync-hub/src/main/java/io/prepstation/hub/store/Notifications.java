package io.prepstation.hub.store;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from PostgreSQL when any node has committed changes. If the connection breaks it is opened again; what happened
/// meanwhile is found by looking, so nothing depends on it but the wait.
final class Notifications implements AutoCloseable {

    static final String CHANNEL = "prepstation_feed";

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final int LISTEN_MILLIS = 1000;

    private final Jdbi database;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread listener;

    private Notifications(DataSource source, Runnable changed) {
        this.database = Jdbi.create(source);
        this.changed = changed;
        this.listener = Thread.ofVirtual().name("database notifications").unstarted(this::run);
    }

    static Notifications on(DataSource source, Runnable changed) {
        Notifications notifications = new Notifications(source, changed);
        notifications.listener.start();
        return notifications;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isOpen()) {
            try (Handle handle = database.open()) {
                handle.execute("LISTEN " + CHANNEL);
                changed.run();
                listen(handle.getConnection().unwrap(PGConnection.class));
            } catch (JdbiException | SQLException e) {
                LOG.warn("cannot hear of changes for now: {}", e.getMessage());
                pause();
            }
        }
    }

    private void listen(PGConnection connection) throws SQLException {
        while (isOpen()) {
            if (connection.getNotifications(LISTEN_MILLIS).length > 0) {
                changed.run();
            }
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            if (closed.await(LISTEN_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("no longer listening");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
