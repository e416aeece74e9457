package io.prepstation.hub.api;

import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.dashboard.UnreadBody;
import io.prepstation.hub.people.StationAccess;
import io.prepstation.hub.people.StationAccess.Expired;
import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Replaced;
import io.prepstation.hub.people.StationAccess.Revoked;
import io.prepstation.hub.people.StationAccess.Unknown;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.Station;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets requests of enrolled stations pass, a few of each at once. It stands before the body is read, so that strangers
/// cannot send much.
final class StationGate implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(StationGate.class);
    private static final String STATION = "station";
    private static final String BEARER = "Bearer ";
    private static final Duration SOON = Duration.ofSeconds(1);

    /// A station asks for one thing after the other in a handful of matters: queue, feed, attachments, people, its report.
    /// The rest is for requests whose line was cut without the hub noticing yet.
    private static final int MOST_REQUESTS = 12;

    private final Stations stations;
    private final Shares requests = new Shares(MOST_REQUESTS);
    private final Consumer<HttpConnection> known;

    /// @param known is told of connections on which a station has shown its token
    StationGate(Stations stations, Consumer<HttpConnection> known) {
        this.stations = stations;
        this.known = known;
    }

    /// The station a request that passed came from.
    static Station stationOf(RoutingContext context) {
        return Objects.requireNonNull(context.get(STATION));
    }

    /// The token a request that passed came with.
    static String tokenOf(RoutingContext context) {
        return Objects.requireNonNull(token(context));
    }

    private static @Nullable String token(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return header == null || !header.startsWith(BEARER)
                ? null
                : header.substring(BEARER.length()).strip();
    }

    @Override
    public void handle(RoutingContext context) {
        String token = token(context);
        if (token == null) {
            refuse(context, "NO_TOKEN", "send the station's token: Authorization: Bearer …");
            return;
        }
        String address = context.request().remoteAddress().hostAddress();
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> stations.access(token, address), false)
                .onSuccess(access -> decide(context, access))
                .onFailure(failure -> {
                    context.fail(failure);
                    UnreadBody.letGoBy(context);
                });
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
        if (context.response().closed()) {
            return;
        }
        switch (access) {
            case Granted(var station) ->
                    requests.take(station.id())
                            .ifPresentOrElse(
                                    share -> letIn(context, station, share),
                                    () ->
                                            turnAway(
                                                    context,
                                                    crowded(
                                                            MOST_REQUESTS
                                                                    + " requests under way")));
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
                    turnAway(
                            context,
                            Answer.problem(
                                    403,
                                    "REVOKED",
                                    "station "
                                            + station.name()
                                            + " was revoked; ask the lab manager and enrol it again"));
        }
    }

    private void letIn(RoutingContext context, Station station, Share share) {
        context.addEndHandler(_ -> share.letGo());
        Exchange.holdFor(context, share);
        context.put(STATION, station);
        known.accept(context.request().connection());
        note(context, station);
        context.request().resume();
        context.next();
    }

    /// @param what the station has so much of that it gets no more
    static Answer crowded(String what) {
        return Answer.problem(
                        429,
                        "TOO_MANY_AT_ONCE",
                        "this station has " + what + " already; wait until one of them ended")
                .retryAfter(SOON);
    }

    private static void turnAway(RoutingContext context, Answer answer) {
        Exchange.send(context, answer);
        UnreadBody.letGoBy(context);
    }

    private static void refuse(RoutingContext context, String code, String detail) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        turnAway(context, Answer.problem(401, code, detail));
    }
}
