package io.prepstation.hub.api;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.PullResult.Gone;
import io.prepstation.hub.feed.PullResult.Page;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How stations learn what others changed.
final class FeedRoutes {

    private static final int PAGE = 500;
    private static final int LARGEST_PAGE = 1000;

    private final StationGate gate;
    private final Pulls pulls;
    private final LiveSockets live;

    FeedRoutes(StationGate gate, Pulls pulls, LiveSockets live) {
        this.gate = gate;
        this.pulls = pulls;
        this.live = live;
    }

    void mount(Router router) {
        router.get("/api/sync/pull").handler(gate).handler(this::pull);
        router.get("/api/sync/live").handler(gate).handler(live);
    }

    private void pull(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        HttpServerRequest request = context.request();
        Optional<Set<EntityType>> types = Queries.types(request);
        Optional<Answer> otherLab = Queries.otherLab(request, station);
        if (otherLab.isPresent()) {
            Exchange.send(context, otherLab.get());
        } else if (types.isEmpty()) {
            Exchange.send(context, Queries.unknownType(request));
        } else if (request.params().contains("lastSyncTimestamp")) {
            since(context, station, types.get());
        } else {
            after(context, station, types.get());
        }
    }

    private void since(RoutingContext context, Station station, Set<EntityType> types) {
        OptionalLong timestamp = Queries.number(context.request(), "lastSyncTimestamp");
        if (timestamp.isEmpty()) {
            Exchange.send(
                    context,
                    Answer.problem(
                            400, "MALFORMED", "lastSyncTimestamp", "not epoch milliseconds"));
            return;
        }
        Exchange.answer(
                context, () -> answer(pulls.since(station.labId(), timestamp.getAsLong(), types)));
    }

    private void after(RoutingContext context, Station station, Set<EntityType> types) {
        String text = context.request().getParam("cursor", "");
        Optional<Cursor> cursor = Cursor.parse(text);
        long limit =
                context.request().params().contains("limit")
                        ? Queries.number(context.request(), "limit").orElse(0)
                        : PAGE;
        if (cursor.isEmpty() && !text.isEmpty()) {
            Exchange.send(
                    context,
                    Answer.problem(400, "MALFORMED", "cursor", "not a cursor this hub gave out"));
        } else if (limit < 1 || limit > LARGEST_PAGE) {
            Exchange.send(
                    context,
                    Answer.problem(400, "MALFORMED", "limit", "a page has 1 to 1000 changes"));
        } else {
            Exchange.answer(context, () -> after(station, cursor, types, Math.toIntExact(limit)));
        }
    }

    private Answer after(Station station, Optional<Cursor> cursor, Set<EntityType> types, int limit)
            throws StoreException {
        return answer(pulls.after(station, cursor, types, limit));
    }

    private static Answer answer(PullResult result) {
        return switch (result) {
            case Page(var page) -> Answer.json(200, page);
            case Gone(var code, var reason, var restoredAt) ->
                    Answer.gone(code, "cursor", reason, restoredAt);
        };
    }
}
