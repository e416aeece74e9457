package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections that read beside the writer; any thread may ask, and never waits for a write.
final class Readers implements AutoCloseable {

    private static final int MOST_AT_ONCE = 4;
    private static final Logger LOG = LoggerFactory.getLogger("Store");

    private final Path file;
    private final Migrations migrations;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ConcurrentLinkedDeque<VerifiedConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Path file, Migrations migrations) {
        this.file = file;
        this.migrations = migrations;
    }

    <T extends @Nullable Object> T read(Work<ReadHandle, T> work) throws StoreException {
        places.acquireUninterruptibly();
        try {
            return readWith(borrowed(), work);
        } catch (SqlFailure e) {
            throw StoreFailure.of(file, null, e);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        places.acquireUninterruptibly(MOST_AT_ONCE);
        idle.forEach(this::discard);
        idle.clear();
        places.release(MOST_AT_ONCE);
    }

    private <T extends @Nullable Object> T readWith(
            VerifiedConnection connection, Work<ReadHandle, T> work) throws StoreException {
        boolean sound = false;
        try {
            T result = work.with(new ReadHandle(connection.sql(), connection.version()));
            connection.commit();
            sound = true;
            return result;
        } catch (SqlFailure e) {
            throw StoreFailure.of(file, connection, e);
        } finally {
            if (sound) {
                idle.push(connection);
            } else {
                discard(connection);
            }
        }
    }

    /// A connection with its transaction open and its schema verified within it.
    private VerifiedConnection borrowed() throws StoreException {
        if (closed) {
            throw new StoreException(Reason.CLOSED, "The store " + file + " has been closed.");
        }
        for (VerifiedConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (begun(kept)) {
                return kept;
            }
        }
        VerifiedConnection fresh = VerifiedConnection.toRead(file, migrations);
        while (!begun(fresh)) {
            fresh = VerifiedConnection.toRead(file, migrations);
        }
        return fresh;
    }

    private boolean begun(VerifiedConnection connection) {
        boolean sound = false;
        try {
            connection.begin("BEGIN");
            sound = connection.holds();
            return sound;
        } finally {
            if (!sound) {
                discard(connection);
            }
        }
    }

    private void discard(VerifiedConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a reading connection of {} did not close", file, e);
        }
    }
}
