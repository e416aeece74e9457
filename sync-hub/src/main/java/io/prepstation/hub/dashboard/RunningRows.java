package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.RunningSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.formula.Formula;
import java.time.LocalDate;
import java.util.List;

/// The sessions that stations have begun, for the list; formula, operator and station are called what the hub calls them.
final class RunningRows {

    private RunningRows() {}

    static List<SessionRow> of(Tables tables, Reach reach) {
        return tables.runningSessions().running(reach.labIds()).stream()
                .map(session -> row(tables, reach, session))
                .toList();
    }

    private static SessionRow row(Tables tables, Reach reach, RunningSession session) {
        Formula formula =
                tables.formulas()
                        .find(session.formulaId(), LocalDate.EPOCH)
                        .orElseThrow()
                        .value()
                        .formula();
        return new SessionRow(
                session.id(),
                Times.minute(session.startedAt(), reach.lab(session.labId()).timeZone()),
                formula.code(),
                formula.name(),
                "",
                SessionRow.RUNNING,
                tables.users().find(session.operator()).orElseThrow().value().user().name(),
                tables.stations().find(session.stationId()).orElseThrow().name(),
                0);
    }
}
