package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The station's token for one hub, as all clients of the program use it. It is replaced only while no request is under
/// way: one that comes to the hub late with the old token would be taken for a thief's.
final class HubToken {

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private String token;

    HubToken(String token) {
        this.token = token;
    }

    /// The token for one request, until the request is over.
    Use use() {
        lock.readLock().lock();
        return new Use(token, lock);
    }

    /// Belongs to the thread that asked for it.
    record Use(String token, ReadWriteLock lock) implements AutoCloseable {

        @Override
        public void close() {
            lock.readLock().unlock();
        }

        @Override
        public String toString() {
            return "a token in use";
        }
    }

    /// Keeps a token for good.
    @FunctionalInterface
    interface Keeping {
        void keep(String token) throws StoreException;
    }

    /// Goes over to another token, which is kept first.
    ///
    /// @param patience to wait for requests that are under way
    /// @return false if they took longer; the present token stays
    /// @throws StoreException if it cannot be kept; the present token stays
    boolean replace(String next, Keeping keeping, Duration patience)
            throws StoreException, InterruptedException {
        if (!lock.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            keeping.keep(next);
            token = next;
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
