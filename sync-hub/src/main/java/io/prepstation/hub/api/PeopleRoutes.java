package io.prepstation.hub.api;

import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.people.LoginResult;
import io.prepstation.hub.people.PersonLogins;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.PersonLogin;
import io.prepstation.model.sync.Problem;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Objects;

/// Recognises people at stations.
final class PeopleRoutes {

    private static final int LARGEST_BODY = 4 * 1024;

    private final StationGate gate;
    private final PersonLogins logins;
    private final WorkerExecutor threads;

    /// @param threads where PINs are hashed
    PeopleRoutes(StationGate gate, PersonLogins logins, WorkerExecutor threads) {
        this.gate = gate;
        this.logins = logins;
        this.threads = threads;
    }

    void mount(Router router) {
        mount(router, "/api/people/login", this::login);
        mount(router, "/api/people/pin", this::changePin);
    }

    private interface Asking {
        Answer answer(Station station, byte[] body) throws MalformedJson, StoreException;
    }

    private void mount(Router router, String path, Asking asking) {
        router.post(path).handler(gate);
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(context -> answer(context, asking));
    }

    private void answer(RoutingContext context, Asking asking) {
        Station station = StationGate.stationOf(context);
        Bodies.answer(
                context,
                LARGEST_BODY,
                body -> {
                    try {
                        return asking.answer(station, body);
                    } catch (MalformedJson e) {
                        return Answer.problem(
                                400,
                                "MALFORMED",
                                Objects.requireNonNullElse(e.getMessage(), "unreadable"));
                    }
                },
                threads);
    }

    private Answer login(Station station, byte[] body) throws MalformedJson, StoreException {
        PersonLogin.Request request = Json.read(Json.parseObject(body), PersonLogin.Request.class);
        return answer(logins.login(station, request.badge(), request.pin()));
    }

    private Answer changePin(Station station, byte[] body) throws MalformedJson, StoreException {
        PersonLogin.PinChange request =
                Json.read(Json.parseObject(body), PersonLogin.PinChange.class);
        return answer(logins.changePin(station, request.badge(), request.pin(), request.newPin()));
    }

    private static Answer answer(LoginResult result) {
        return switch (result) {
            case LoginResult.SignedIn(var member, var until, var change) ->
                    Answer.json(
                            200,
                            new PersonLogin.Answer(
                                    WireForms.of(member), until.toEpochMilli(), change));
            case LoginResult.Wrong _ ->
                    Answer.problem(
                            422, "WRONG_BADGE_OR_PIN", "badge and PIN do not belong together");
            case LoginResult.Closed(var wait) ->
                    Answer.problem(
                                    429,
                                    Problem.TOO_MANY_TRIES,
                                    "this badge was tried too often; try again in "
                                            + (wait.toSeconds() + 1)
                                            + " s")
                            .retryAfter(wait.plusSeconds(1));
            case LoginResult.NotHere(var reason) ->
                    Answer.problem(422, "NOT_HERE", "badge", reason);
            case LoginResult.Unusable(var reason) ->
                    Answer.problem(422, "PIN_UNUSABLE", "newPin", reason);
        };
    }
}
