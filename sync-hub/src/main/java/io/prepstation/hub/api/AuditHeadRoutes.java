package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.AuditHeads;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// The signed ends of a station's audit trail, for the station itself.
final class AuditHeadRoutes {

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
        Exchange.answerPage(context, after -> heads.page(station, after));
    }
}
