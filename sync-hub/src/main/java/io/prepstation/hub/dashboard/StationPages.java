package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.OneTimeCode;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stations: how they are, letting one in, turning one away.
final class StationPages {

    private static final Duration QUIET = Duration.ofHours(12);
    private static final int MOST_CONFLICTS = 1_000;

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
                        database.read(tables -> rows(tables, visit)),
                        "manages",
                        visit.person().may(Permission.MANAGE_STATIONS),
                        "labs",
                        database.read(tables -> Reach.of(tables, visit.person()).sortedLabIds())));
    }

    private List<StationRow> rows(Tables tables, Visit visit) {
        Reach reach = Reach.of(tables, visit.person());
        Map<String, Instant> seen = tables.stationSight().all();
        Map<String, Long> read = tables.stationSync().cursors();
        long head = tables.feed().headSeq();
        return tables.stations().all().stream()
                .filter(station -> reach.sees(station.labId()))
                .map(station ->
                        row(
                                tables,
                                station,
                                Optional.ofNullable(seen.get(station.id())),
                                Math.max(0, head - read.getOrDefault(station.id(), 0L))))
                .sorted(
                        Comparator.comparing(StationRow::revoked)
                                .thenComparing(StationRow::name)
                                .thenComparing(StationRow::id))
                .toList();
    }

    private StationRow row(Tables tables, Station station, Optional<Instant> seen, long behind) {
        Optional<Duration> silence = seen.map(at -> Duration.between(at, clock.instant()));
        long open =
                tables.conflicts().ofLab(station.labId(), "open", "", "", MOST_CONFLICTS).stream()
                        .map(StoredConflict::stationId)
                        .filter(station.id()::equals)
                        .count();
        return new StationRow(
                station.id(),
                station.name(),
                station.labId(),
                silence.map(it -> Times.rough(it) + " ago").orElse("never"),
                silence.map(it -> it.compareTo(QUIET) > 0).orElse(true),
                behind,
                open,
                station.revoked());
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
