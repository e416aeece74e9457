package io.prepstation.hub.api;

import io.prepstation.hub.feed.Batch;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.PullResult.Gone;
import io.prepstation.hub.feed.PullResult.Page;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.feed.WireChanges;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.Station;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One station's live connection. It lives on its event loop; batches of the feed come to it from there too.
///
/// While it reads what the station missed, or the station takes slower than changes come, batches are left out and read
/// from the feed later: the order never has a gap.
final class LiveConnection {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    private static final int PAGE = 200;
    private static final short NO_HELLO = 1002;
    private static final short RESET = 4410;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final LiveFeed feed;
    private final Pulls pulls;
    private final Station station;

    /// How far the station was told; null until its hello.
    private @Nullable Cursor told;

    /// How far the feed was read for it, other labs' changes included.
    private long position;

    private boolean greeted;
    private boolean reading;
    private boolean again;
    private Runnable unsubscribe = () -> {};

    LiveConnection(
            Vertx vertx, ServerWebSocket socket, LiveFeed feed, Pulls pulls, Station station) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.feed = feed;
        this.pulls = pulls;
        this.station = station;
    }

    /// @param closed run once, when the connection has ended
    void listen(Runnable closed) {
        socket.textMessageHandler(this::hello);
        socket.drainHandler(_ -> read());
        socket.closeHandler(_ -> {
            unsubscribe.run();
            closed.run();
        });
        socket.exceptionHandler(
                failure -> LOG.debug("a live connection broke: {}", failure.getMessage()));
    }

    private void hello(String text) {
        Optional<Cursor> cursor = cursor(text);
        if (told != null || cursor.isEmpty()) {
            socket.close(NO_HELLO, "say hello with a cursor once, first");
            return;
        }
        told = cursor.get();
        position = told.feedSeq();
        unsubscribe = feed.subscribe(batch -> context.runOnContext(_ -> offer(batch)));
        read();
    }

    private static Optional<Cursor> cursor(String text) {
        try {
            Pull.Live hello = Json.read(Json.parseObject(text), Pull.Live.class);
            return hello.type().equals("hello")
                    ? Optional.ofNullable(hello.cursor()).flatMap(Cursor::parse)
                    : Optional.empty();
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }

    private void offer(Batch batch) {
        if (reading || batch.after() > position || socket.writeQueueFull()) {
            read();
            return;
        }
        for (FeedRow row : batch.rows()) {
            if (row.feedSeq() > position && row.labId().equals(station.labId())) {
                send(WireChanges.of(row));
            }
        }
        position = Math.max(position, batch.last());
    }

    /// Reads on from the feed until there is nothing more.
    private void read() {
        Cursor from = told;
        if (reading || from == null || socket.isClosed() || socket.writeQueueFull()) {
            again = reading;
            return;
        }
        reading = true;
        Cursor place = new Cursor(from.epoch(), position);
        vertx.executeBlocking(
                        () ->
                                pulls.after(
                                        station,
                                        Optional.of(place),
                                        EnumSet.allOf(EntityType.class),
                                        PAGE),
                        false)
                .onSuccess(result -> context.runOnContext(_ -> take(place, result)))
                .onFailure(this::broken);
    }

    private void take(Cursor place, PullResult result) {
        switch (result) {
            case Gone(var code, var reason, _) -> {
                send(new Pull.Live("reset", null, null, null, null, null, code, reason));
                socket.close(RESET, code);
            }
            case Page(var page) -> take(place, page);
        }
    }

    private void take(Cursor place, Pull.Page page) {
        if (!greeted) {
            greeted = true;
            send(new Pull.Live("hello", null, place.toString(), null, null, null, null, null));
        }
        page.changes().forEach(this::send);
        position = Cursor.parse(page.nextCursor()).map(Cursor::feedSeq).orElse(position);
        reading = false;
        if (page.hasMore() || again) {
            again = false;
            read();
        }
    }

    private void send(Pull.Change change) {
        Cursor before = told;
        if (before == null) {
            return;
        }
        Cursor now = new Cursor(before.epoch(), change.feedSeq());
        told = now;
        send(
                new Pull.Live(
                        "change",
                        before.toString(),
                        now.toString(),
                        before.feedSeq(),
                        now.feedSeq(),
                        change,
                        null,
                        null));
    }

    private void send(Pull.Live message) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(Json.write(message).toString());
        }
    }

    /// The station connects again, and goes on where it was.
    private void broken(Throwable failure) {
        LOG.warn("a live connection could not read the feed: {}", failure.getMessage());
        socket.close();
    }
}
