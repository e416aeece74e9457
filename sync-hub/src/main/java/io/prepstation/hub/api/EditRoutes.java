package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.edit.ConflictDesk;
import io.prepstation.hub.edit.PushResult;
import io.prepstation.hub.edit.PushResult.Done;
import io.prepstation.hub.edit.PushResult.OtherFeed;
import io.prepstation.hub.edit.PushResult.OtherSchema;
import io.prepstation.hub.edit.PushResult.OtherStore;
import io.prepstation.hub.edit.Pushes;
import io.prepstation.hub.edit.ResolveResult;
import io.prepstation.hub.edit.ResolveResult.Denied;
import io.prepstation.hub.edit.ResolveResult.Overtaken;
import io.prepstation.hub.edit.ResolveResult.Refused;
import io.prepstation.hub.edit.ResolveResult.Resolved;
import io.prepstation.hub.edit.ResolveResult.Unknown;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Push;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.Set;

/// What stations edit, and the conflicts that come of it.
final class EditRoutes {

    private static final String PUSH = "/api/sync/push";
    private static final int LARGEST_PUSH = 4 * 1024 * 1024;
    private static final int LARGEST_CHOICE = 64 * 1024;
    private static final int MOST_OPERATIONS = 1000;
    private static final int LONGEST_ID = 128;
    private static final Set<String> STATUSES = Set.of("", "open", "resolved");

    private final StationGate gate;
    private final Pushes pushes;
    private final ConflictDesk conflicts;

    EditRoutes(StationGate gate, Pushes pushes, ConflictDesk conflicts) {
        this.gate = gate;
        this.pushes = pushes;
        this.conflicts = conflicts;
    }

    void mount(Router router) {
        post(router, PUSH, LARGEST_PUSH, this::push);
        post(router, "/api/sync/resolve-conflict", LARGEST_CHOICE, this::resolve);
        post(router, "/api/sync/undo-resolution", LARGEST_CHOICE, this::undo);
        router.get("/api/sync/conflicts").handler(gate).handler(this::list);
    }

    /// What is done with the body of a station's request, on a worker thread.
    private interface Work {
        Answer answer(Asking asking, ObjectNode body) throws StoreException, MalformedJson;
    }

    /// @param stood where it stands in the feed; empty if it does not say
    private record Asking(Station station, Optional<Cursor> stood) {}

    private void post(Router router, String path, int limit, Work work) {
        router.post(path).handler(gate);
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(limit))
                .handler(context -> {
                    Asking asking =
                            new Asking(
                                    StationGate.stationOf(context),
                                    FeedPlaces.of(context.request()));
                    Bodies.answerObject(context, limit, body -> work.answer(asking, body));
                });
    }

    /// Operations that came by another path.
    Answer push(Station station, byte[] body, Optional<Cursor> stood) throws StoreException {
        Asking asking = new Asking(station, stood);
        return Bodies.done("POST " + PUSH, body, object -> push(asking, object));
    }

    private Answer push(Asking asking, ObjectNode body) throws StoreException, MalformedJson {
        Push.Request request = Json.read(body, Push.Request.class);
        if (request.operations().size() > MOST_OPERATIONS) {
            return Answer.problem(
                    413,
                    "TOO_MANY",
                    "operations",
                    "a request has at most " + MOST_OPERATIONS + " operations; send fewer");
        }
        for (Push.Operation operation : request.operations()) {
            if (operation.id().isBlank()
                    || operation.id().length() > LONGEST_ID
                    || operation.entityId().length() > LONGEST_ID) {
                return Answer.problem(
                        400, "MALFORMED", "operations", "an id has 1 to 128 characters");
            }
        }
        return answer(pushes.receive(asking.station(), request, asking.stood()));
    }

    private static Answer answer(PushResult result) {
        return switch (result) {
            case Done(var answer) -> Answer.json(200, answer);
            case OtherStore(var code, var field, var reason) ->
                    Answer.problem(409, code, field, reason);
            case OtherSchema(var code, var reason) ->
                    Answer.problem(426, code, "operations", reason);
            case OtherFeed(var gone) -> FeedPlaces.lost(gone);
        };
    }

    private void list(RoutingContext context) {
        HttpServerRequest request = context.request();
        String status = request.getParam("status", "");
        String type = request.getParam("entityType", "");
        if (!STATUSES.contains(status)) {
            Exchange.send(
                    context,
                    Answer.problem(400, "MALFORMED", "status", "is open, resolved or left out"));
        } else if (!type.isEmpty() && EntityType.ofWord(type).isEmpty()) {
            Exchange.send(
                    context,
                    Answer.problem(400, "MALFORMED", "entityType", type + " is no entity type"));
        } else {
            String labId = StationGate.stationOf(context).labId();
            String before = request.getParam("before", "");
            Exchange.answer(
                    context, () -> Answer.json(200, conflicts.page(labId, status, type, before)));
        }
    }

    private Answer resolve(Asking asking, ObjectNode body) throws StoreException, MalformedJson {
        Conflicts.Request request = Json.read(body, Conflicts.Request.class);
        return answer(conflicts.resolve(asking.station(), request, asking.stood()));
    }

    private Answer undo(Asking asking, ObjectNode body) throws StoreException, MalformedJson {
        Conflicts.Undo request = Json.read(body, Conflicts.Undo.class);
        return answer(conflicts.undo(asking.station(), request, asking.stood()));
    }

    private static Answer answer(ResolveResult result) {
        return switch (result) {
            case Resolved(var answer) -> Answer.json(200, answer);
            case Unknown _ ->
                    Answer.problem(
                            404, "NO_SUCH_CONFLICT", "conflictId", "the lab has no such conflict");
            case Overtaken(var code, var reason) ->
                    Answer.problem(409, code, "baseVersion", reason);
            case Refused(var code, var field, var reason) ->
                    Answer.problem(422, code, field, reason);
            case ResolveResult.OtherFeed(var gone) -> FeedPlaces.lost(gone);
            case Denied(var reason) -> Answer.problem(403, "NO_RIGHT", "userId", reason);
        };
    }
}
