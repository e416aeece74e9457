package io.prepstation.hub.api;

import io.prepstation.hub.people.Network;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// Hangs up on who takes for ever to say what he wants: a byte now and then keeps any idle timer from ringing, so these
/// count from the beginning. And of those who have not shown yet that they belong here it keeps only so many, the newest,
/// because each may hold a head and a form. Belongs to the event loop.
final class SlowClients {

    private static final int NONE = -1;

    private final Vertx vertx;
    private final Duration toBegin;
    private final Duration toSend;
    private final Bound bound;
    private final Map<HttpConnection, Line> lines = new HashMap<>();
    private final SequencedSet<HttpConnection> strangers = new LinkedHashSet<>();
    private final Map<String, SequencedSet<HttpConnection>> ofNetwork = new HashMap<>();

    /// @param toBegin between connecting, or the end of an answer, and the whole head of a request
    /// @param toSend for a request with a body, from its head to the end of its answer
    SlowClients(Vertx vertx, Duration toBegin, Duration toSend, Bound bound) {
        this.vertx = vertx;
        this.toBegin = toBegin;
        this.toSend = toSend;
        this.bound = bound;
    }

    /// How many connections of strangers there may be.
    ///
    /// @param ofNetwork from one address (of IPv6: from one /64), behind which a whole house may be
    record Bound(int ofNetwork, int together) {}

    /// One connection: how many requests are under way on it, and what rings if none begins.
    private static final class Line {
        private final String network;
        private int requests;
        private long timer = NONE;

        Line(String network) {
            this.network = network;
        }
    }

    void connected(HttpConnection connection) {
        Line line = new Line(Network.of(connection.remoteAddress().hostAddress()));
        lines.put(connection, line);
        strangers.add(connection);
        SequencedSet<HttpConnection> beside =
                ofNetwork.computeIfAbsent(line.network, _ -> new LinkedHashSet<>());
        beside.add(connection);
        connection.closeHandler(_ -> left(connection));
        await(connection, line);
        if (beside.size() > bound.ofNetwork) {
            hangUp(beside.getFirst());
        }
        if (strangers.size() > bound.together) {
            hangUp(strangers.getFirst());
        }
    }

    private void hangUp(HttpConnection connection) {
        known(connection);
        connection.close();
    }

    /// Somebody who belongs here is at the other end: the line does not count any more.
    void known(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null && strangers.remove(connection)) {
            ofNetwork.computeIfPresent(
                    line.network,
                    (_, beside) -> {
                        beside.remove(connection);
                        return beside.isEmpty() ? null : beside;
                    });
        }
    }

    /// The line is gone. It says so itself, but for one that became a WebSocket.
    void left(HttpConnection connection) {
        known(connection);
        Line line = lines.remove(connection);
        if (line != null) {
            disarm(line);
        }
    }

    /// Before anything else is done with a request.
    void begun(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        Line line = lines.get(connection);
        if (line != null) {
            line.requests++;
            disarm(line);
            long body = hasBody(request) ? closing(connection, toSend) : NONE;
            context.addEndHandler(_ -> {
                if (body != NONE) {
                    vertx.cancelTimer(body);
                }
                ended(connection, line);
            });
        }
        context.next();
    }

    private void ended(HttpConnection connection, Line line) {
        line.requests--;
        if (line.requests == 0 && lines.containsKey(connection)) {
            await(connection, line);
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.GET) && !request.isEnded();
    }

    private void await(HttpConnection connection, Line line) {
        disarm(line);
        line.timer = closing(connection, toBegin);
    }

    private long closing(HttpConnection connection, Duration after) {
        return vertx.setTimer(after.toMillis(), _ -> connection.close());
    }

    private void disarm(Line line) {
        if (line.timer != NONE) {
            vertx.cancelTimer(line.timer);
            line.timer = NONE;
        }
    }
}
