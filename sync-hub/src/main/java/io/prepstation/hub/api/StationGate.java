package io.prepstation.hub.api;

import io.prepstation.hub.people.StationAccess;
import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Revoked;
import io.prepstation.hub.people.StationAccess.Unknown;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.Station;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets requests of enrolled stations pass. It stands before the body is read, so that strangers cannot send much.
final class StationGate implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(StationGate.class);
    private static final String STATION = "station";
    private static final String BEARER = "Bearer ";

    private final Stations stations;

    StationGate(Stations stations) {
        this.stations = stations;
    }

    /// The station a request that passed came from.
    static Station stationOf(RoutingContext context) {
        return Objects.requireNonNull(context.get(STATION));
    }

    @Override
    public void handle(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            refuse(context, "send the station's token: Authorization: Bearer …");
            return;
        }
        String token = header.substring(BEARER.length()).strip();
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> stations.access(token), false)
                .onSuccess(access -> decide(context, access))
                .onFailure(context::fail);
    }

    private void note(RoutingContext context, Station station) {
        if (!stations.isNews(station.id())) {
            return;
        }
        var _ =
                context.vertx()
                        .executeBlocking(
                                () -> {
                                    stations.saw(station.id());
                                    return station;
                                },
                                false)
                        .onFailure(failure ->
                                LOG.warn("cannot note station {}", station.name(), failure));
    }

    private void decide(RoutingContext context, StationAccess access) {
        switch (access) {
            case Granted(var station) -> {
                context.put(STATION, station);
                note(context, station);
                context.request().resume();
                context.next();
            }
            case Unknown _ ->
                    refuse(context, "the hub does not know this token; enrol the station again");
            case Revoked(var station) ->
                    Exchange.send(
                            context,
                            Answer.problem(
                                    403,
                                    "REVOKED",
                                    "station "
                                            + station.name()
                                            + " was revoked; ask the lab manager and enrol it again"));
        }
    }

    private static void refuse(RoutingContext context, String detail) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        Exchange.send(context, Answer.problem(401, "NO_TOKEN", detail));
    }
}
