package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.OwnSessions;
import io.prepstation.model.record.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.regex.Pattern;

/// A station's own sessions, for the station that lost them.
final class OwnSessionRoutes {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final StationGate gate;
    private final OwnSessions sessions;

    OwnSessionRoutes(StationGate gate, OwnSessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    void mount(Router router) {
        router.get("/api/sync/sessions").handler(gate).handler(this::page);
        router.get("/api/sync/sessions/:id").handler(gate).handler(this::one);
    }

    private void page(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        String after = context.request().getParam("after", "0");
        Exchange.answer(
                context,
                () ->
                        NUMBER.matcher(after).matches()
                                ? Answer.json(
                                        200,
                                        Json.write(sessions.page(station, Long.parseLong(after))))
                                : Answer.problem(
                                        400, "MALFORMED", "after", "not a feed number: " + after));
    }

    private void one(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        Exchange.answer(
                context,
                () ->
                        sessions.find(station, id)
                                .map(found -> Answer.json(200, Json.write(found)))
                                .orElseGet(() ->
                                        Answer.problem(
                                                404,
                                                "NO_SUCH_SESSION",
                                                "station %s brought no session %s"
                                                        .formatted(station.id(), id))));
    }
}
