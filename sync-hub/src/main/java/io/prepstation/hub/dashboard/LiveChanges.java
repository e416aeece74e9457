package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.StoreException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// Tells an open page that something has come to the hub, by server-sent events; the page then asks for its rows again.
final class LiveChanges implements Handler<RoutingContext> {

    private static final long LOOK_EVERY_MS = 1_000;

    private final DashboardData data;
    private final Guard guard;

    /// Who may listen.
    interface Guard {
        Reply reply(RoutingContext context) throws StoreException;
    }

    LiveChanges(DashboardData data, Guard guard) {
        this.data = data;
        this.guard = guard;
    }

    @Override
    public void handle(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> guard.reply(context), false)
                .onSuccess(reply -> {
                    if (reply.status() == 200) {
                        listen(context);
                    } else {
                        reply.send(context);
                    }
                })
                .onFailure(context::fail);
    }

    private void listen(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(": open\n\n");
        long[] seen = {-1};
        long timer =
                context.vertx()
                        .setPeriodic(LOOK_EVERY_MS, id -> look(context, id, seen));
        response.closeHandler(_ -> context.vertx().cancelTimer(timer));
    }

    /// The person may have left meanwhile: each look asks again.
    private void look(RoutingContext context, long timer, long[] seen) {
        HttpServerResponse response = context.response();
        context.vertx()
                .executeBlocking(
                        () -> guard.reply(context).status() == 200 ? data.newest() : -2L, false)
                .onSuccess(newest -> {
                    if (response.closed() || newest == -2L) {
                        context.vertx().cancelTimer(timer);
                        response.end();
                    } else if (newest != seen[0]) {
                        seen[0] = newest;
                        response.write("data: " + newest + "\n\n");
                    }
                });
    }
}
