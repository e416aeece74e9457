package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where others see what the engine does: the status for screens, results for who asked. Safe for any thread.
final class SyncBoard {

    /// The ticket of a wish whose result nobody waits for.
    static final long NOBODY = 0;

    private static final Logger LOG = LoggerFactory.getLogger("SyncEngine");

    private final List<Consumer<SyncStatus>> listeners = new ArrayList<>();
    private final List<Consumer<NetworkStatus>> networkListeners = new ArrayList<>();
    private final Map<Long, CompletableFuture<SyncResult>> asked = new HashMap<>();
    private SyncStatus status = new SyncStatus.UpToDate(null);
    private NetworkStatus network = NetworkStatus.UNKNOWN;
    private long lastTicket;
    private boolean closed;

    synchronized SyncStatus status() {
        return status;
    }

    /// Called with every change, and with the present status at once.
    synchronized void listen(Consumer<SyncStatus> listener) {
        listeners.add(listener);
        listener.accept(status);
    }

    synchronized void show(SyncStatus now) {
        if (!now.equals(status)) {
            status = now;
            listeners.forEach(listener -> tell(listener, now));
        }
    }

    /// A screen that fails stops neither the sync nor the other screens.
    private static <T> void tell(Consumer<T> listener, T now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            LOG.error("whoever was told of {} failed", now, e);
        }
    }

    /// As [#listen], of the way to the hub.
    synchronized void listenToNetwork(Consumer<NetworkStatus> listener) {
        networkListeners.add(listener);
        listener.accept(network);
    }

    synchronized void show(NetworkStatus now) {
        if (!now.equals(network)) {
            network = now;
            networkListeners.forEach(listener -> tell(listener, now));
        }
    }

    /// The ticket of somebody who waits for a result.
    synchronized long ticket(CompletableFuture<SyncResult> waiting) {
        lastTicket++;
        if (closed) {
            waiting.complete(ended());
        } else {
            asked.put(lastTicket, waiting);
        }
        return lastTicket;
    }

    synchronized void finished(SyncResult result, List<Long> tickets) {
        for (Long ticket : tickets) {
            CompletableFuture<SyncResult> waiting = asked.remove(ticket);
            if (waiting != null) {
                waiting.complete(result);
            }
        }
    }

    /// For all who asked so far.
    synchronized void finishedAll(SyncResult result) {
        finished(result, List.copyOf(asked.keySet()));
    }

    /// Nobody waits for what will not come.
    synchronized void close() {
        closed = true;
        asked.values().forEach(waiting -> waiting.complete(ended()));
        asked.clear();
        listeners.clear();
        networkListeners.clear();
    }

    private static SyncResult ended() {
        return SyncResult.notDone("The program is ending. Sync again later.", Duration.ZERO);
    }
}
