package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.kiosk.store.Table;
import io.prepstation.model.sync.EntityType;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one lab in step with its hub, in the background, until it is closed. Any thread may call it.
///
/// It wakes at the start, when a session is finished, when the hub is back, when a pause is over, and when asked. While
/// it lives no other engine, here or in another program, syncs the same lab.
public final class SyncEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("SyncEngine");

    private static final String WISH = "sync_wish";
    private static final String RESULT = "sync_result";
    private static final String NO_WISH = "";

    private final SyncLock lock;
    private final SyncLoop loop;
    private final SyncBoard board;
    private final LiveQuery queue;
    private final LiveQuery wishes;
    private final LabDatabase database;
    private final LiveChanges live;

    private SyncEngine(
            SyncLock lock, SyncLoop loop, SyncBoard board, LabDatabase database, LiveChanges live) {
        this.live = live;
        this.database = database;
        this.lock = lock;
        this.loop = loop;
        this.board = board;
        this.queue =
                database.follow(
                        Set.of(Table.OUTBOX),
                        Outbox::newest,
                        new Changes<>(null, _ -> loop.tell(new SyncEvent.WorkAdded())));
        this.wishes =
                database.follow(
                        Set.of(Table.SYNC_STATE),
                        SyncEngine::unanswered,
                        new Changes<>(NO_WISH, this::wished));
    }

    /// Asks the engine of this lab to sync now, in whichever program it runs; it notices within a second or two.
    ///
    /// @param id a new one for each wish, without spaces
    public static void ask(LabDatabase database, String id, SyncScope scope) throws StoreException {
        database.change(handle -> SyncState.put(handle, WISH, id + " " + scope.words()));
    }

    /// What the engine in the other program answered to a wish; empty while it has not.
    public static Optional<SyncResult> answer(ReadHandle handle, String id) {
        return SyncState.get(handle, RESULT).flatMap(text -> WishResult.read(text, id));
    }

    /// A wish may be older than this engine, by a moment: whoever wished still waits.
    private static String unanswered(ReadHandle handle) {
        return SyncState.get(handle, WISH)
                .filter(wish -> answer(handle, idOf(wish)).isEmpty())
                .orElse(NO_WISH);
    }

    private static String idOf(String wish) {
        return wish.split(" ", 2)[0];
    }

    private void wished(String wish) {
        if (wish.equals(NO_WISH)) {
            return;
        }
        String id = idOf(wish);
        var _ =
                sync(SyncScope.ofWords(wish.substring(id.length()).strip()))
                        .thenAccept(
                                result -> Thread.startVirtualThread(() -> answerWish(id, result)));
    }

    private void answerWish(String id, SyncResult result) {
        try {
            database.change(handle -> SyncState.put(handle, RESULT, WishResult.write(id, result)));
        } catch (StoreException e) {
            LOG.warn("lab {}: a wish to sync could not be answered", database.lab().labId(), e);
        }
    }

    /// Starts syncing; the first look at the outbox and the download of the master data begin at once.
    ///
    /// @param sessions is told what the hub refused for good
    /// @return empty if another engine syncs this lab
    /// @throws StoreException if the lock file cannot be used
    public static Optional<SyncEngine> start(
            LabDatabase database,
            SessionService sessions,
            StationEnrolment enrolment,
            HubNetwork network,
            SyncSetup setup)
            throws StoreException {
        Optional<SyncLock> lock = SyncLock.take(database);
        if (lock.isEmpty()) {
            LOG.warn("lab {} is synced by another program already", database.lab().labId());
        }
        MeasuredHub hub =
                new MeasuredHub(
                        HubClient.station(network, enrolment, setup.timeouts()), System::nanoTime);
        UploadRecords records = new UploadRecords(database, sessions, setup, enrolment.stationId());
        PushWork edits =
                new PushWork(
                        database,
                        hub,
                        setup,
                        enrolment.stationEpoch(),
                        Thread.ofVirtual().name("sync ahead ", 0)::start);
        SyncWork work = new SyncWork(database, records, hub, edits, setup.clock());
        SyncCore core = new SyncCore(setup.rules(), setup.random(), enrolment.hubPublicKey());
        SyncLog log = new SyncLog(database.lab().labId());
        return lock.map(taken -> {
            SyncBoard board = new SyncBoard();
            SyncLoop loop = new SyncLoop(core, work, setup, log, board, hub::roundTrips);
            LiveChanges live =
                    new LiveChanges(
                            network,
                            enrolment,
                            database,
                            setup,
                            () -> loop.tell(new SyncEvent.FeedMoved()));
            SyncEngine engine = new SyncEngine(taken, loop, board, database, live);
            loop.start();
            if (setup.autoSync()) {
                live.start();
            }
            return engine;
        });
    }

    public SyncStatus status() {
        return board.status();
    }

    /// Hands over the status now and after every change. Called on the engine's thread and while it waits: a screen
    /// takes the value and goes on.
    public void onStatus(Consumer<SyncStatus> listener) {
        board.listen(listener);
    }

    /// As [#onStatus], of the way to the hub.
    public void onNetwork(Consumer<NetworkStatus> listener) {
        board.listenToNetwork(listener);
    }

    /// Tries everything that waits, whatever its schedule says, and downloads the master data.
    public CompletableFuture<SyncResult> syncNow() {
        return sync(SyncScope.EVERYTHING);
    }

    /// Tries everything that waits and fetches nothing, but from a hub that was restored: that takes nothing before.
    public CompletableFuture<SyncResult> syncToServer() {
        return sync(SyncScope.SENDING);
    }

    /// Downloads what others changed and sends nothing.
    public CompletableFuture<SyncResult> syncFromServer() {
        return sync(SyncScope.FETCHING);
    }

    /// The same for what is of one type, with what that needs first; what others changed is fetched whatever it is,
    /// because the hub's feed has one order.
    public CompletableFuture<SyncResult> syncEntityType(EntityType type) {
        return sync(SyncScope.of(type));
    }

    /// Where things go up by themselves, or somebody else asks meanwhile, it may become more.
    public CompletableFuture<SyncResult> sync(SyncScope scope) {
        CompletableFuture<SyncResult> result = new CompletableFuture<>();
        loop.tell(new SyncEvent.Asked(board.ticket(result), scope));
        return result;
    }

    /// Ends the round under way as soon as what was sent is answered and kept; what is left waits some minutes, or for
    /// [#syncNow]. Does nothing if none is under way.
    public void stop() {
        loop.tell(new SyncEvent.Stopped());
    }

    /// Whether anything is sent without being asked for.
    public void autoSync(boolean enabled) {
        loop.tell(new SyncEvent.AutoSyncSet(enabled));
    }

    /// Ends within seconds. What was under way is known as sent and is asked again at the next start.
    @Override
    public void close() {
        live.close();
        queue.close();
        wishes.close();
        loop.close();
        board.close();
        try {
            lock.close();
        } catch (StoreException e) {
            LOG.warn("releasing the lock", e);
        }
    }

    /// Acts on each change of a value.
    private static final class Changes<T> implements Consumer<LiveValue<T>> {

        private final Consumer<T> action;
        private final AtomicReference<@Nullable T> seen;

        /// @param first what the first value is compared with; null if it is no change, whatever it is
        private Changes(@Nullable T first, Consumer<T> action) {
            this.seen = new AtomicReference<>(first);
            this.action = action;
        }

        @Override
        public void accept(LiveValue<T> read) {
            switch (read) {
                case LiveValue.Loaded<T>(var value) -> {
                    T before = seen.getAndSet(value);
                    if (before != null && !before.equals(value)) {
                        action.accept(value);
                    }
                }
                case LiveValue.Loading<T> _, LiveValue.Failed<T> _ -> {
                    // The regular look finds what is missed here.
                }
            }
        }
    }
}
