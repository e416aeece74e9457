package io.prepstation.hub.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Hangs up on who takes for ever to say what he wants: a byte now and then keeps any idle timer from ringing, so these
/// count from the beginning. And takes only so many connections, because each may hold a head and a form. Belongs to the
/// event loop.
final class SlowClients {

    private static final int NONE = -1;

    private final Vertx vertx;
    private final Duration toBegin;
    private final Duration toSend;
    private final Bound bound;
    private final Map<HttpConnection, Line> lines = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

    /// @param toBegin between connecting, or the end of an answer, and the whole head of a request
    /// @param toSend for a request with a body, from its head to the end of its answer
    SlowClients(Vertx vertx, Duration toBegin, Duration toSend, Bound bound) {
        this.vertx = vertx;
        this.toBegin = toBegin;
        this.toSend = toSend;
        this.bound = bound;
    }

    /// How many connections there may be.
    ///
    /// @param ofAddress from one address, behind which a whole house of stations may be
    record Bound(int ofAddress, int together) {}

    /// One connection: how many requests are under way on it, and what rings if none begins.
    private static final class Line {
        private int requests;
        private long timer = NONE;
    }

    void connected(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        if (lines.size() >= bound.together
                || ofAddress.getOrDefault(address, 0) >= bound.ofAddress) {
            connection.close();
            return;
        }
        Line line = new Line();
        lines.put(connection, line);
        ofAddress.merge(address, 1, Integer::sum);
        connection.closeHandler(_ -> {
            lines.remove(connection);
            ofAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
            disarm(line);
        });
        await(connection, line);
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
                ended(request, connection, line);
            });
        }
        context.next();
    }

    private void ended(HttpServerRequest request, HttpConnection connection, Line line) {
        line.requests--;
        boolean talksOn = request.getHeader("Upgrade") != null;
        if (line.requests == 0 && !talksOn && lines.containsKey(connection)) {
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
