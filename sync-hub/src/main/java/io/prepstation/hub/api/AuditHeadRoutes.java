package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.AuditHeads;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/// The signed ends of a station's audit trail, for the station itself.
final class AuditHeadRoutes {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final StationGate gate;
    private final AuditHeads heads;

    AuditHeadRoutes(StationGate gate, AuditHeads heads) {
        this.gate = gate;
        this.heads = heads;
    }

    void mount(Router router) {
        router.get("/api/audit/heads").handler(gate).handler(this::page);
    }

    private void page(RoutingContext context) {
        Station station = StationGate.stationOf(context);
        String after = context.request().getParam("after", "0");
        Exchange.answer(
                context,
                () ->
                        NUMBER.matcher(after).matches()
                                ? Answer.json(200, heads.page(station, Long.parseLong(after)))
                                : Answer.problem(
                                        400, "MALFORMED", "after", "not a feed number: " + after));
    }
}
