package io.prepstation.hub.dashboard;

import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.OneTimeCode;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.people.Permission;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The stations: how they are, letting one in, turning one away.
final class StationPages {

    private static final int LONGEST_ADDRESS = 200;

    /// A semicolon would end it within the code.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

    private final HubDatabase database;
    private final Stations stations;
    private final Enrolments enrolments;
    private final InstantSource clock;
    private final String caPin;
    private final Views views;

    StationPages(Dashboard.Parts parts, Views views) {
        this.database = parts.database();
        this.stations = parts.stations();
        this.enrolments = parts.enrolments();
        this.clock = parts.clock();
        this.caPin = parts.caPin();
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.STATIONS, visit -> list(visit, "", Invitation.NONE));
        deeds.put(Page.ENROL_CODE, this::newCode);
        deeds.put(Page.REVOKE, this::revoke);
    }

    private Reply list(Visit visit, String notice, Invitation invitation) throws StoreException {
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
                        database.read(tables -> Reach.of(tables, visit.person()).sortedLabIds()),
                        "address",
                        address(visit),
                        "invitation",
                        invitation));
    }

    /// What was typed, or where the browser found the hub: stations may well find it there, too.
    private String address(Visit visit) {
        String typed = visit.field("url").strip();
        return typed.isEmpty()
                ? (caPin.isEmpty() ? "http://" : "https://") + visit.authority()
                : typed;
    }

    private Reply newCode(Visit visit) throws StoreException {
        String lab = visit.field("lab");
        if (!database.read(tables -> Reach.of(tables, visit.person()).sees(lab))) {
            return views.missing();
        }
        String url = address(visit);
        if (!isAddress(url)) {
            return list(
                    visit,
                    "“" + url + "” is no address of a hub, such as https://hub.example:8443",
                    Invitation.NONE);
        }
        Optional<OneTimeCode> code = enrolments.newCode(lab, visit.personId());
        return code.isEmpty()
                ? views.missing()
                : list(visit, "", invitation(lab, code.get().toString(), url));
    }

    private Invitation invitation(String lab, String code, String url) {
        boolean pinned = url.startsWith("https:") && !caPin.isEmpty();
        String text = FormulaCode.enrolmentLabel(url, pinned ? caPin : null, code);
        return Invitation.of(lab, code, url, text);
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text).matches();
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
        return list(
                visit,
                station.get().name() + " is turned away from its next request on.",
                Invitation.NONE);
    }
}
