package io.prepstation.hub.api;

import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.store.Station;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Opens live connections: `GET /api/sync/live`.
final class LiveSockets implements Handler<RoutingContext> {

    private final LiveFeed feed;
    private final Pulls pulls;

    LiveSockets(LiveFeed feed, Pulls pulls) {
        this.feed = feed;
        this.pulls = pulls;
    }

    @Override
    public void handle(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        String upgrade = context.request().getHeader("Upgrade");
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            Exchange.send(
                    context,
                    Answer.problem(400, "NO_WEBSOCKET", "Upgrade", "open this as a WebSocket"));
            return;
        }
        context.request()
                .toWebSocket()
                .onSuccess(socket ->
                        new LiveConnection(context.vertx(), socket, feed, pulls, station).listen())
                .onFailure(context::fail);
    }
}
