package io.prepstation.hub.api;

import io.prepstation.hub.people.StationAccess;
import io.prepstation.hub.people.StationAccess.Expired;
import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Replaced;
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
            refuse(context, "NO_TOKEN", "send the station's token: Authorization: Bearer …");
            return;
        }
        String token = header.substring(BEARER.length()).strip();
        String address = context.request().remoteAddress().hostAddress();
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> stations.access(token, address), false)
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
                    refuse(
                            context,
                            "NO_TOKEN",
                            "the hub does not know this token; enrol the station again");
            case Expired(var station) ->
                    refuse(
                            context,
                            "TOKEN_EXPIRED",
                            "the token of station "
                                    + station.name()
                                    + " is too old, because the station was away for long; enrol it"
                                    + " again");
            case Replaced _ ->
                    refuse(
                            context,
                            "TOKEN_REPLACED",
                            "the station has another token by now: this one is a copy, or the station"
                                    + " was set back; ask the lab manager and enrol it again");
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

    private static void refuse(RoutingContext context, String code, String detail) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        Exchange.send(context, Answer.problem(401, code, detail));
    }
}
