package io.prepstation.hub.api;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Sessions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/// Received sessions, for stations of the lab.
final class SessionRoutes {

    private final StationGate gate;
    private final Sessions sessions;

    SessionRoutes(StationGate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    void mount(Router router) {
        router.get("/api/sessions").handler(gate).handler(this::page);
        router.get("/api/sessions/:id").handler(gate).handler(this::one);
    }

    private void one(RoutingContext context) {
        String labId = StationGate.stationOf(context).labId();
        String id = Objects.requireNonNull(context.pathParam("id"));
        Exchange.answer(
                context,
                () ->
                        sessions.find(labId, id)
                                .map(found -> Answer.json(200, found))
                                .orElseGet(() ->
                                        Answer.problem(
                                                404,
                                                "NO_SUCH_SESSION",
                                                "the hub has no session "
                                                        + id
                                                        + " of lab "
                                                        + labId)));
    }

    private void page(RoutingContext context) {
        String labId = StationGate.stationOf(context).labId();
        String text = context.request().getParam("cursor", "");
        Exchange.answer(context, () -> page(labId, text));
    }

    private Answer page(String labId, String text) throws StoreException {
        Optional<Cursor> cursor = Cursor.parse(text);
        if (cursor.isEmpty() && !text.isEmpty()) {
            return Answer.problem(400, "MALFORMED", "cursor", "not a cursor this hub gave out");
        }
        return sessions.page(labId, cursor)
                .map(found -> Answer.json(200, found))
                .orElseGet(() ->
                        Answer.problem(
                                410,
                                "OTHER_FEED",
                                "cursor",
                                "the cursor is of another feed; start again without one"));
    }
}
