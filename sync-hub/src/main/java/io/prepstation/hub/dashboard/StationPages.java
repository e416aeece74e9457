package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.OneTimeCode;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.people.Permission;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The stations: how they are, letting one in, turning one away.
final class StationPages {

    private final HubDatabase database;
    private final Stations stations;
    private final Enrolments enrolments;
    private final InstantSource clock;
    private final Views views;

    StationPages(Dashboard.Parts parts, Views views) {
        this.database = parts.database();
        this.stations = parts.stations();
        this.enrolments = parts.enrolments();
        this.clock = parts.clock();
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.STATIONS, visit -> list(visit, ""));
        deeds.put(Page.ENROL_CODE, this::newCode);
        deeds.put(Page.REVOKE, this::revoke);
    }

    private Reply list(Visit visit, String notice) throws StoreException {
        return views.page(
                visit,
                "stations",
                "Stations",
                notice,
                Map.of(
                        "rows",
                        database.read(tables ->
                                StationRows.of(
                                        tables, Reach.of(tables, visit.person()), clock.instant())),
                        "manages",
                        visit.person().may(Permission.MANAGE_STATIONS),
                        "labs",
                        database.read(tables -> Reach.of(tables, visit.person()).sortedLabIds())));
    }

    private Reply newCode(Visit visit) throws StoreException {
        String lab = visit.field("lab");
        if (!database.read(tables -> Reach.of(tables, visit.person()).sees(lab))) {
            return views.missing();
        }
        Optional<OneTimeCode> code = enrolments.newCode(lab, visit.personId());
        return code.isEmpty()
                ? views.missing()
                : list(
                        visit,
                        "Code for one new station of "
                                + lab
                                + ", good for ten minutes: "
                                + code.get());
    }

    private Reply revoke(Visit visit) throws StoreException {
        Optional<Station> station =
                database.read(tables ->
                        tables.stations()
                                .find(visit.id())
                                .filter(it -> Reach.of(tables, visit.person()).sees(it.labId())));
        if (station.isEmpty()) {
            return views.missing();
        }
        stations.revoke(visit.id(), visit.personId());
        return list(visit, station.get().name() + " is turned away from its next request on.");
    }
}
