package io.prepstation.hub.feed;

import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells subscribers of changes as they are committed, whoever committed them: this process, the command line beside it,
/// or another node on the same database.
///
/// One thread reads the feed for all. The store wakes it; should it not, it looks once a second.
public final class LiveFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int MOST = 500;
    private static final long LOOK_SECONDS = 1;

    private final HubDatabase database;
    private final Set<Consumer<Batch>> subscribers = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private final Thread reader;
    private volatile boolean open = true;

    private LiveFeed(HubDatabase database) {
        this.database = database;
        this.reader = Thread.ofVirtual().name("live feed").unstarted(this::read);
    }

    public static LiveFeed of(HubDatabase database) throws StoreException {
        LiveFeed feed = new LiveFeed(database);
        database.whenChanged(feed.wake::release);
        feed.reader.start();
        return feed;
    }

    /// Every batch from now on, on the reading thread: the subscriber must not block. What was committed before is to be
    /// read after subscribing.
    ///
    /// @return ends the subscription
    public Runnable subscribe(Consumer<Batch> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    @Override
    public void close() {
        open = false;
        wake.release();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        long last = -1;
        while (open) {
            try {
                last = last < 0 ? head() : pass(last);
                if (wake.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
                    wake.drainPermits();
                }
            } catch (StoreException e) {
                LOG.warn("live changes wait for the store: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long head() throws StoreException {
        return database.read(tables -> tables.feed().headSeq());
    }

    /// Reads to the end of the feed.
    private long pass(long from) throws StoreException {
        long last = from;
        List<FeedRow> rows;
        do {
            long after = last;
            rows = database.read(tables -> tables.feed().after(after, MOST));
            if (!rows.isEmpty()) {
                Batch batch = new Batch(after, rows);
                subscribers.forEach(subscriber -> subscriber.accept(batch));
                last = batch.last();
            }
        } while (rows.size() == MOST && open);
        return last;
    }

    private void pause() {
        try {
            wake.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
