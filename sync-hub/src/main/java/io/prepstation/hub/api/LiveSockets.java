package io.prepstation.hub.api;

import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.Station;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Opens live connections: `GET /api/sync/live`.
final class LiveSockets implements Handler<RoutingContext> {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final short REVOKED = 4403;

    private final LiveFeed feed;
    private final Pulls pulls;
    private final Stations stations;

    LiveSockets(LiveFeed feed, Pulls pulls, Stations stations) {
        this.feed = feed;
        this.pulls = pulls;
        this.stations = stations;
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
                .onSuccess(socket -> {
                    new LiveConnection(context.vertx(), socket, feed, pulls, station).listen();
                    watch(context.vertx(), socket, station);
                })
                .onFailure(context::fail);
    }

    /// A connection is no request: it ends when its station was revoked.
    private void watch(Vertx vertx, ServerWebSocket socket, Station station) {
        vertx.setPeriodic(
                LOOK.toMillis(),
                timer -> {
                    if (socket.isClosed()) {
                        vertx.cancelTimer(timer);
                    } else {
                        look(vertx, socket, station);
                    }
                });
    }

    private void look(Vertx vertx, ServerWebSocket socket, Station station) {
        var _ =
                vertx.executeBlocking(() -> stations.isIn(station.id()), false)
                        .onSuccess(in -> {
                            if (!Boolean.TRUE.equals(in)) {
                                socket.close(REVOKED, "REVOKED");
                            }
                        });
    }
}
