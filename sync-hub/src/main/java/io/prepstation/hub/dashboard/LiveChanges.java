package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.OptionalLong;

/// Tells an open page that something has come to the hub, by server-sent events; the page then asks for its rows again.
final class LiveChanges implements Handler<RoutingContext> {

    private static final long LOOK_EVERY_MS = 2_000;

    /// After a change the next one waits, so that a busy hub is not asked for all its rows every other second.
    private static final long TELL_EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final HubDatabase database;
    private final Guard guard;

    /// Who may listen.
    interface Guard {
        boolean mayListen(RoutingContext context) throws StoreException;
    }

    LiveChanges(HubDatabase database, Guard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public void handle(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> newest(context), false)
                .onSuccess(newest -> {
                    if (newest.isPresent()) {
                        listen(context, newest.getAsLong());
                    } else {
                        context.response().setStatusCode(403).end();
                    }
                })
                .onFailure(context::fail);
    }

    /// How far the feed is; empty if the person may not know (any more): each look asks again.
    private OptionalLong newest(RoutingContext context) throws StoreException {
        return guard.mayListen(context)
                ? OptionalLong.of(database.read(tables -> tables.feed().headSeq()))
                : OptionalLong.empty();
    }

    /// `seen` holds the feed number that was told last, and when (monotonic nanoseconds).
    private void listen(RoutingContext context, long newest) {
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Content-Encoding", "identity");
        response.write(": open\n\n");
        long[] seen = {newest, System.nanoTime() - TELL_EVERY_NS};
        long timer = context.vertx().setPeriodic(LOOK_EVERY_MS, id -> look(context, id, seen));
        response.closeHandler(_ -> context.vertx().cancelTimer(timer));
        context.request().connection().shutdownHandler(_ -> end(context, timer));
    }

    private void look(RoutingContext context, long timer, long[] seen) {
        HttpServerResponse response = context.response();
        context.vertx()
                .executeBlocking(() -> newest(context), false)
                .onSuccess(newest -> {
                    if (response.closed() || newest.isEmpty()) {
                        end(context, timer);
                    } else if (newest.getAsLong() != seen[0]
                            && System.nanoTime() - seen[1] >= TELL_EVERY_NS) {
                        seen[0] = newest.getAsLong();
                        seen[1] = System.nanoTime();
                        response.write("data: " + seen[0] + "\n\n");
                    } else {
                        response.write(":\n\n");
                    }
                })
                .onFailure(_ -> end(context, timer));
    }

    private static void end(RoutingContext context, long timer) {
        context.vertx().cancelTimer(timer);
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
