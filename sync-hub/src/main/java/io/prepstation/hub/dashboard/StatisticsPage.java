package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.SessionPlace;
import io.prepstation.hub.store.SessionSearch;
import io.prepstation.hub.store.SessionsFound;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Twelve weeks of sessions in numbers and charts.
final class StatisticsPage {

    private static final int WEEKS = 12;

    /// Reading more would keep the person waiting.
    private static final int MOST = 5_000;

    private static final int IN_A_PIECE = 200;

    private final HubDatabase database;
    private final InstantSource clock;
    private final Views views;

    StatisticsPage(HubDatabase database, InstantSource clock, Views views) {
        this.database = database;
        this.clock = clock;
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.STATISTICS, this::show);
    }

    private Reply show(Visit visit) throws StoreException {
        Statistics numbers = count(visit);
        return views.page(
                visit,
                "statistics",
                "Statistics",
                "",
                Map.of(
                        "tiles",
                        List.of(
                                new Tile("Sessions", Integer.toString(numbers.sessions())),
                                new Tile("Without any deviation", numbers.cleanPercent()),
                                new Tile("Failed", Integer.toString(numbers.failed())),
                                new Tile("Near misses", Integer.toString(numbers.nearMisses())),
                                new Tile("Median duration", numbers.medianMinutes())),
                        "columns",
                        List.of(numbers.outcomes(), numbers.deviations()),
                        "bars",
                        List.of(numbers.nearMissesByIngredient(), numbers.sessionsByStation()),
                        "partial",
                        looked(numbers) >= MOST,
                        "altered",
                        numbers.altered()));
    }

    /// A piece at a time: no more than that is held in memory, and whoever else reads gets his turn.
    private Statistics count(Visit visit) throws StoreException {
        ZoneId zone = database.read(tables -> Reach.of(tables, visit.person()).zone());
        Statistics numbers = new Statistics(clock.instant().atZone(zone).toLocalDate(), WEEKS);
        Optional<SessionPlace> place = Optional.of(SessionPlace.BEGIN);
        while (place.isPresent() && looked(numbers) < MOST) {
            SessionPlace from = place.get();
            place = database.read(tables -> count(tables, visit, numbers, from));
        }
        return numbers;
    }

    private static int looked(Statistics numbers) {
        return numbers.sessions() + numbers.altered();
    }

    private static Optional<SessionPlace> count(
            Tables tables, Visit visit, Statistics numbers, SessionPlace from) {
        Reach reach = Reach.of(tables, visit.person());
        Map<String, String> stations =
                tables.stations().all().stream()
                        .collect(Collectors.toMap(Station::id, Station::name));
        SessionSearch search =
                new SessionSearch(
                        reach.labIds(), "", "", "", numbers.from(reach.zone()), Long.MAX_VALUE);
        SessionsFound found = tables.sessions().newest(search, from, IN_A_PIECE, IN_A_PIECE);
        for (StoredSession session : found.sessions()) {
            Records.read(session)
                    .ifPresentOrElse(
                            read ->
                                    numbers.add(
                                            read,
                                            reach.lab(session.labId()).timeZone(),
                                            stations.getOrDefault(
                                                    session.stationId(), session.stationId())),
                            numbers::addAltered);
        }
        return found.next();
    }
}
