package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.ChainHead;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the writing connection: one transaction after the other, each on the disk before its caller goes on. Platform threads
/// come in the order in which they asked, all virtual ones together as one of them.
///
/// A platform thread, such as the one that keeps what the bench weighs, runs its transaction itself: handing it to another
/// thread and waking up again takes as long as half of what the station itself does for a session. A virtual thread
/// hands it to a thread of the writer, because SQLite would hold its carrier.
///
/// After a failure of the disk the connection is closed and the file opened and verified anew; a failed fsync is never
/// retried in place.
final class Writer implements AutoCloseable {

    /// How often other programs' commits are looked for (STO-10).
    private static final Duration WATCH = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger("Store");

    private final Path file;
    private final Migrations migrations;
    private final LiveQueries live;
    private final ScheduledThreadPoolExecutor thread;
    private final List<Consumer<Duration>> timed = new CopyOnWriteArrayList<>();

    /// Fair, so that a queue that drains does not keep the bench waiting.
    private final ReentrantLock turn = new ReentrantLock(true);

    // What follows belongs to whoever has the turn.
    private final Memo memo = new Memo();
    private @Nullable VerifiedConnection open;
    private @Nullable ChainHead acknowledged;
    private @Nullable ChainHead trailEnd;
    private long seenDataVersion;
    private boolean verified;
    private boolean closed;

    private Writer(Path file, Migrations migrations, LiveQueries live) {
        this.file = file;
        this.migrations = migrations;
        this.live = live;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("store writer").daemon().factory());
    }

    static Writer open(Path file, Migrations migrations, LiveQueries live) throws StoreException {
        Writer writer = new Writer(file, migrations, live);
        try {
            writer.inTurn(writer::connection);
        } catch (StoreException e) {
            writer.close();
            throw e;
        }
        var _ =
                writer.thread.scheduleWithFixedDelay(
                        writer::watch, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
        return writer;
    }

    /// Tells how long each transaction took that is on the disk; it must not block.
    void whenCommitted(Consumer<Duration> listener) {
        timed.add(listener);
    }

    /// Runs the work in a transaction and returns once that is committed to the disk.
    ///
    /// @throws StoreException if nothing of it was saved
    <T extends @Nullable Object> T write(Work<WriteHandle, T> work) throws StoreException {
        Turn<T> transaction = () -> committed(work);
        return Thread.currentThread().isVirtual()
                ? onThread(() -> inTurn(transaction))
                : inTurn(transaction);
    }

    @Override
    public void close() {
        thread.close();
        turn.lock();
        try {
            closed = true;
            drop();
        } finally {
            turn.unlock();
        }
    }

    @FunctionalInterface
    private interface Turn<T extends @Nullable Object> {
        T take() throws StoreException;
    }

    private <T extends @Nullable Object> T inTurn(Turn<T> work) throws StoreException {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction of " + file + " begins in another one");
        }
        turn.lock();
        try {
            if (closed) {
                throw closed(null);
            }
            return work.take();
        } finally {
            turn.unlock();
        }
    }

    private <T extends @Nullable Object> T committed(Work<WriteHandle, T> work)
            throws StoreException {
        try {
            return transaction(begun(), work);
        } catch (SqlFailure e) {
            throw reopenedAfter(StoreFailure.of(file, open, e));
        }
    }

    private <T extends @Nullable Object> T transaction(
            VerifiedConnection connection, Work<WriteHandle, T> work) throws StoreException {
        long start = System.nanoTime();
        boolean committed = false;
        try {
            WriteHandle handle = new WriteHandle(connection, memo, trailEnd);
            T result = work.with(handle);
            connection.commit();
            committed = true;
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LOG.debug("commit took {} ms", took.toMillis());
            trailEnd = handle.trailEnd();
            acknowledged = handle.appended() == null ? acknowledged : handle.appended();
            memo.changed(connection.touched());
            live.changed(connection.touched());
            timed.forEach(listener -> listener.accept(took));
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    /// The connection with its transaction open and its schema known to hold: as long as no other connection has
    /// committed, nobody can have changed it.
    private VerifiedConnection begun() throws StoreException {
        while (true) {
            VerifiedConnection connection = connection();
            connection.begin("BEGIN IMMEDIATE");
            noticeOthers(connection);
            if (verified || connection.holds()) {
                verified = true;
                return connection;
            }
            LOG.info("{} was upgraded by another program; opening it again", file);
            connection.rollback();
            drop();
        }
    }

    private VerifiedConnection connection() throws StoreException {
        VerifiedConnection known = open;
        if (known != null) {
            return known;
        }
        VerifiedConnection fresh = VerifiedConnection.toWrite(file, migrations);
        open = fresh;
        requireAcknowledged(fresh);
        forget();
        seenDataVersion = fresh.dataVersion();
        return fresh;
    }

    /// What was once confirmed must still be there, else the file under us is another one.
    private void requireAcknowledged(VerifiedConnection fresh) throws StoreException {
        ChainHead head = acknowledged;
        if (head != null && !AuditTrail.holds(new ReadHandle(fresh.sql(), fresh.version()), head)) {
            drop();
            throw new StoreException(
                    Reason.CORRUPT,
                    "The file %s lost audit event %d, which had been saved. Restore it from a backup: station restore."
                            .formatted(file, head.sequence()));
        }
    }

    private StoreException reopenedAfter(StoreException failure) {
        if (failure.spoilsConnection()) {
            drop();
            try {
                connection();
            } catch (StoreException e) {
                LOG.warn("{} could not be opened again yet; the next write tries it", file, e);
            }
        }
        return failure;
    }

    private void drop() {
        VerifiedConnection dropped = open;
        open = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (SQLException e) {
                LOG.warn("the writing connection of {} did not close", file, e);
            }
        }
    }

    private void watch() {
        turn.lock();
        try {
            VerifiedConnection connection = open;
            if (connection != null) {
                noticeOthers(connection);
            }
        } catch (SqlFailure e) {
            LOG.warn("{} could not be watched for other programs' changes", file, e);
        } finally {
            turn.unlock();
        }
    }

    /// If another program has committed since this was last asked, nothing known from before is relied on.
    private void noticeOthers(VerifiedConnection connection) {
        long dataVersion = connection.dataVersion();
        if (dataVersion != seenDataVersion) {
            seenDataVersion = dataVersion;
            forget();
            live.changedElsewhere();
        }
    }

    private void forget() {
        verified = false;
        trailEnd = null;
        memo.forget();
    }

    private <T extends @Nullable Object> T onThread(Callable<T> task) throws StoreException {
        try {
            return result(thread.submit(task));
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
    }

    private StoreException closed(@Nullable Exception cause) {
        return new StoreException(
                Reason.CLOSED, "The store %s has been closed.".formatted(file), cause);
    }

    /// Waits even if interrupted, because the commit goes on and its outcome must be known.
    private static <T extends @Nullable Object> T result(Future<T> future) throws StoreException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StoreException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case StoreException failure -> failure;
            case RuntimeException mistake -> throw mistake;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("a write ended otherwise", cause);
        };
    }
}
