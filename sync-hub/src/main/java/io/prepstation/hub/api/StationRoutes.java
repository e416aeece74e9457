package io.prepstation.hub.api;

import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.StationReport;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Objects;

/// What a station asks and tells about itself.
final class StationRoutes {

    private static final int LARGEST_REPORT = 64 * 1024;

    private final StationGate gate;
    private final Stations stations;

    StationRoutes(StationGate gate, Stations stations) {
        this.gate = gate;
        this.stations = stations;
    }

    void mount(Router router) {
        router.post("/api/stations/token").handler(gate).handler(this::newToken);
        router.post("/api/stations/report").handler(gate);
        router.post("/api/stations/report")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_REPORT))
                .handler(this::report);
    }

    private void newToken(RoutingContext context) {
        String id = StationGate.stationOf(context).id();
        Exchange.answer(
                context, () -> Answer.json(200, new Enrolment.NewToken(stations.newToken(id))));
    }

    private void report(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        Bodies.answer(context, LARGEST_REPORT, body -> kept(station, body));
    }

    private Answer kept(Station station, byte[] body) throws StoreException {
        try {
            stations.keep(station.id(), Json.read(Json.parseObject(body), StationReport.class));
            return Answer.json(200, Json.object().put("success", true));
        } catch (MalformedJson e) {
            return Answer.problem(
                    400, "MALFORMED", Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }
}
