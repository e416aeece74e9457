package io.prepstation.hub.api;

import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets few downloads read the store at once: after a restore every station comes for everything.
final class Downloads {

    /// The store has four readers; two are left for everybody else.
    private static final int AT_ONCE = 2;

    /// A station gives up after 15 s without a byte; so many are read meanwhile.
    private static final int MOST = 10;

    /// One, and one whose line was cut without the hub noticing yet.
    private static final int MOST_OF_STATION = 2;

    private static final Duration LATER = Duration.ofSeconds(10);

    /// As long as a station waits for the whole.
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Download download;
    private final WorkerExecutor threads;
    private final Path directory;
    private final Shares ofStation = new Shares(MOST_OF_STATION);
    private final AtomicInteger underWay = new AtomicInteger();

    /// @param directory where parts wait for slow lines
    Downloads(Vertx vertx, Download download, Path directory) {
        this.download = download;
        this.directory = directory;
        this.threads = vertx.createSharedWorkerExecutor("downloads", AT_ONCE);
    }

    void send(RoutingContext context, Station station, Set<EntityType> types) {
        Optional<Share> share = ofStation.take(station.id());
        if (share.isEmpty()) {
            Exchange.send(context, StationGate.crowded(MOST_OF_STATION + " downloads under way"));
            return;
        }
        context.addEndHandler(_ -> share.get().letGo());
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            Exchange.send(context, busy());
            return;
        }
        context.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        DownloadStream stream = new DownloadStream(context, directory);
        long longest = context.vertx().setTimer(LONGEST.toMillis(), _ -> stream.hangUp());
        context.addEndHandler(_ -> {
            context.vertx().cancelTimer(longest);
            stream.close();
        });
        threads.executeBlocking(() -> stream.read(download, station.labId(), types), false)
                .onComplete(_ -> underWay.decrementAndGet())
                .onSuccess(read -> Objects.requireNonNull(read).finish())
                .onFailure(stream::broken);
    }

    private static Answer busy() {
        return Answer.problem(
                        503,
                        "BUSY",
                        "many stations are loading everything just now; nothing was sent, ask again")
                .retryAfter(LATER);
    }
}
