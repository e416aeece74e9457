package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.SessionPlace;
import io.prepstation.hub.store.SessionSearch;
import io.prepstation.hub.store.SessionsFound;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.sync.Verification;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The received sessions: searched, shown one by one, taken along as a table.
final class SessionPages {

    private static final int SHOWN = 50;

    /// So many are read at once for a file, and held in memory.
    private static final int IN_A_PIECE = 200;

    /// Into so many texts one question looks, which takes a second or two.
    private static final int DEPTH = 5_000;

    private final HubDatabase database;
    private final Views views;

    SessionPages(HubDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    void into(Map<Page, Deed> deeds) {
        deeds.put(Page.SESSIONS, this::list);
        deeds.put(Page.SESSIONS_CSV, this::csv);
        deeds.put(Page.SESSION, this::detail);
        deeds.put(Page.SESSION_PDF, this::pdf);
        deeds.put(Page.SESSION_ATTACHMENT, this::attachment);
    }

    /// What a page of the list shows.
    ///
    /// @param older the place to go on from; empty if this is the end
    /// @param cut whether only so many were looked into
    private record Found(
            List<SessionRow> rows,
            Optional<SessionPlace> older,
            boolean cut,
            List<StationChoice> stations) {}

    /// @param running those that are not received yet
    private record Listed(List<SessionRow> running, Found found) {}

    private Reply list(Visit visit) throws StoreException {
        Optional<SessionPlace> before = SessionPlace.parse(visit.parameter("before"));
        SessionQuery query = SessionQuery.of(visit);
        Listed listed =
                database.read(tables -> {
                    SessionPlace from = before.orElse(SessionPlace.BEGIN);
                    boolean everything = query.link().isEmpty() && from.equals(SessionPlace.BEGIN);
                    return new Listed(
                            everything
                                    ? RunningRows.of(tables, Reach.of(tables, visit.person()))
                                    : List.of(),
                            find(tables, visit, from, SHOWN));
                });
        Found found = listed.found();
        if (visit.isForRows()) {
            return Reply.html(
                    200,
                    views.of("rows", Map.of("running", listed.running(), "rows", found.rows())));
        }
        return views.page(
                visit,
                "sessions",
                "Sessions",
                "",
                Map.of(
                        "running",
                        listed.running(),
                        "rows",
                        found.rows(),
                        "query",
                        query,
                        "live",
                        before.isEmpty() && query.text().isEmpty(),
                        "older",
                        found.older().map(SessionPlace::toString).orElse(""),
                        "depth",
                        found.cut() ? DEPTH : 0,
                        "stations",
                        found.stations()));
    }

    /// As many as there are, a piece at a time: no more than a piece is ever in memory, and nobody who reads slowly holds a
    /// thread or the database.
    private Reply csv(Visit visit) {
        return Reply.file(
                "sessions.csv",
                "text/csv; charset=utf-8",
                new Pieces() {
                    private Optional<SessionPlace> place = Optional.of(SessionPlace.BEGIN);
                    private boolean begun;

                    @Override
                    public Optional<String> next() throws StoreException {
                        if (place.isEmpty()) {
                            return Optional.empty();
                        }
                        SessionPlace from = place.get();
                        Found found =
                                database.read(tables -> find(tables, visit, from, IN_A_PIECE));
                        place = found.older();
                        String head = begun ? "" : SessionsCsv.head();
                        begun = true;
                        return Optional.of(head + SessionsCsv.of(found.rows()));
                    }
                });
    }

    private static Found find(Tables tables, Visit visit, SessionPlace before, int limit) {
        Reach reach = Reach.of(tables, visit.person());
        Map<String, Station> stations =
                tables.stations().all().stream()
                        .filter(station -> reach.sees(station.labId()))
                        .collect(Collectors.toMap(Station::id, station -> station));
        SessionQuery query = SessionQuery.of(visit);
        SessionsFound found = tables.sessions().newest(search(reach, query), before, limit, DEPTH);
        List<SessionRow> rows = new ArrayList<>();
        for (StoredSession session : found.sessions()) {
            Station station = stations.get(session.stationId());
            rows.add(
                    Records.row(
                            session,
                            reach.lab(session.labId()).timeZone(),
                            station == null ? session.stationId() : station.name()));
        }
        return new Found(
                rows,
                found.next(),
                found.cut(),
                stations.values().stream()
                        .map(station -> new StationChoice(station.id(), station.name()))
                        .sorted(Comparator.comparing(StationChoice::name))
                        .toList());
    }

    private static SessionSearch search(Reach reach, SessionQuery query) {
        return new SessionSearch(
                reach.labIds(),
                query.status(),
                query.station(),
                query.text(),
                day(query.from()).map(day -> begin(day, reach.zone())).orElse(0L),
                day(query.until())
                        .map(day -> begin(day.plusDays(1), reach.zone()))
                        .orElse(Long.MAX_VALUE));
    }

    private static long begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Reply pdf(Visit visit) throws StoreException {
        String asked = visit.parameter("language");
        String language = asked.isEmpty() ? "en" : asked;
        Optional<StoredSession> session =
                database.read(tables -> inReach(tables, Reach.of(tables, visit.person()), visit));
        if (session.isEmpty() || !RecordPdf.knows(language)) {
            return views.missing();
        }
        try {
            return Reply.file(
                    session.get().id() + ".pdf",
                    "application/pdf",
                    Buffer.buffer(RecordPdf.of(session.get(), language)));
        } catch (MalformedJson e) {
            return damaged();
        }
    }

    private Reply damaged() {
        return views.message(
                500,
                "Damaged",
                "What is stored is not what was received, and is not shown; hub verify says more.");
    }

    private static Optional<StoredSession> inReach(Tables tables, Reach reach, Visit visit) {
        return tables.sessions().find(visit.id()).filter(session -> reach.sees(session.labId()));
    }

    private Reply detail(Visit visit) throws StoreException {
        Optional<StoredSession> stored =
                database.read(tables -> inReach(tables, Reach.of(tables, visit.person()), visit));
        if (stored.filter(session -> Records.read(session).isEmpty()).isPresent()) {
            return damaged();
        }
        Optional<SessionDetail> detail = database.read(tables -> detail(tables, visit));
        return detail.isEmpty()
                ? views.missing()
                : views.page(
                        visit,
                        "session",
                        detail.get().row().formula() + " " + detail.get().row().name(),
                        "",
                        Map.of("detail", detail.get()));
    }

    private static Optional<SessionDetail> detail(Tables tables, Visit visit) {
        Reach reach = Reach.of(tables, visit.person());
        return inReach(tables, reach, visit)
                .map(session ->
                        Records.detail(
                                session,
                                reach.lab(session.labId()).timeZone(),
                                tables.stations()
                                        .find(session.stationId())
                                        .map(Station::name)
                                        .orElse(session.stationId()),
                                Verification.faultOf(tables, session),
                                attachment ->
                                        stored(tables, session, attachment.sha256()).isPresent(),
                                traces(tables, session)));
    }

    private static String traces(Tables tables, StoredSession session) {
        return Records.attachments(session).stream()
                .filter(one -> one.kind().equals(Attachment.TRACES))
                .flatMap(one -> stored(tables, session, one.sha256()).stream())
                .map(found ->
                        new String(
                                tables.attachments().bytes(found, 0, found.size()),
                                StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /// One that the session names, and that came whole.
    private static Optional<StoredAttachment> stored(
            Tables tables, StoredSession session, String sha256) {
        return tables.attachments()
                .find(session.labId(), sha256)
                .filter(StoredAttachment::complete)
                .filter(_ ->
                        Records.attachments(session).stream()
                                .anyMatch(named -> named.sha256().equals(sha256)));
    }

    private Reply attachment(Visit visit) throws StoreException {
        String sha256 = visit.pathParameter("sha256");
        return database.read(tables ->
                inReach(tables, Reach.of(tables, visit.person()), visit)
                        .flatMap(session -> stored(tables, session, sha256))
                        .map(found ->
                                Reply.attachment(
                                        found, tables.attachments().bytes(found, 0, found.size())))
                        .orElseGet(views::missing));
    }
}
