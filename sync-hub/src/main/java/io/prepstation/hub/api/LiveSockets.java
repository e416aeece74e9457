package io.prepstation.hub.api;

import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.Station;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Opens live connections: `GET /api/sync/live`.
final class LiveSockets implements Handler<RoutingContext> {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final short REFUSED = 4403;

    /// A station has one; connections that it lost without knowing are noticed a minute later.
    private static final int MOST_CONNECTIONS = 8;

    private final Shares connections = new Shares(MOST_CONNECTIONS);

    private final LiveFeed feed;
    private final Pulls pulls;
    private final Stations stations;
    private final SlowClients slow;

    LiveSockets(LiveFeed feed, Pulls pulls, Stations stations, SlowClients slow) {
        this.feed = feed;
        this.pulls = pulls;
        this.stations = stations;
        this.slow = slow;
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
        connections
                .take(station.id())
                .ifPresentOrElse(
                        share -> open(context, station, share),
                        () ->
                                Exchange.send(
                                        context,
                                        StationGate.crowded(
                                                MOST_CONNECTIONS + " live connections")));
    }

    private void open(RoutingContext context, Station station, Share share) {
        HttpConnection connection = context.request().connection();
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    // Its request is over, of which nobody else will tell.
                    Exchange.leave(context);
                    new LiveConnection(context.vertx(), socket, feed, pulls, station)
                            .listen(() -> {
                                share.letGo();
                                slow.left(connection);
                            });
                    watch(context.vertx(), socket, StationGate.tokenOf(context));
                })
                .onFailure(failure -> {
                    share.letGo();
                    context.fail(failure);
                });
    }

    /// A connection is no request: it ends when its token is good no more, because its station was revoked or has another
    /// one.
    private void watch(Vertx vertx, ServerWebSocket socket, String token) {
        vertx.setPeriodic(
                LOOK.toMillis(),
                timer -> {
                    if (socket.isClosed()) {
                        vertx.cancelTimer(timer);
                    } else {
                        look(vertx, socket, token);
                    }
                });
    }

    private void look(Vertx vertx, ServerWebSocket socket, String token) {
        var _ =
                vertx.executeBlocking(() -> stations.letsIn(token), false)
                        .onSuccess(in -> {
                            if (!Boolean.TRUE.equals(in)) {
                                socket.close(REFUSED, "the token is good no more");
                            }
                        });
    }
}
