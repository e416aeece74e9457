package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.OwnSessions;
import io.prepstation.model.record.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/// A station's own sessions, for the station that lost them.
final class OwnSessionRoutes {

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
        Exchange.answerPage(context, after -> Json.write(sessions.page(station, after)));
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
