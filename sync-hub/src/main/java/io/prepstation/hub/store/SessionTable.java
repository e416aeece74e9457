package io.prepstation.hub.store;

import io.prepstation.model.sync.OwnSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Received sessions; a row is written once and never again.
public final class SessionTable {

    private final Handle handle;

    SessionTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(StoredSession session) {
        handle.createUpdate(
                        """
                        INSERT INTO sessions
                            (id, lab_id, station_id, formula_id, formula_version_id, status, started_at, bundle,
                             content_hash, record_hash, audit_sequence, audit_hash, receipt, feed_seq)
                        VALUES (:id, :labId, :stationId, :formulaId, :formulaVersionId, :status, :startedAt, :bundle,
                             :contentHash, :recordHash, :auditSequence, :auditHash, :receipt, :feedSeq)
                        """)
                .bind("id", session.id())
                .bind("labId", session.labId())
                .bind("stationId", session.stationId())
                .bind("formulaId", HubNumber.of(session.formulaId()).orElseThrow())
                .bind("formulaVersionId", session.formulaVersionId())
                .bind("status", session.status())
                .bind("startedAt", session.startedAt())
                .bind("bundle", session.bundle())
                .bind("contentHash", session.contentHash())
                .bind("recordHash", session.recordHash())
                .bind("auditSequence", session.auditSequence())
                .bind("auditHash", session.auditHash())
                .bind("receipt", session.receipt())
                .bind("feedSeq", session.feedSeq())
                .execute();
    }

    public Optional<StoredSession> find(String id) {
        return handle.createQuery("SELECT * FROM sessions WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> session(row))
                .findOne();
    }

    /// In the order they were received.
    public List<StoredSession> ofLabAfter(String labId, long feedSeq, int limit) {
        return handle.createQuery(
                        """
                        SELECT * FROM sessions WHERE lab_id = :labId AND feed_seq > :feedSeq
                        ORDER BY feed_seq LIMIT :limit
                        """)
                .bind("labId", labId)
                .bind("feedSeq", feedSeq)
                .bind("limit", limit)
                .map((row, context) -> session(row))
                .list();
    }

    /// The sessions that came with a station's key, under whichever enrolment, in the order they were received.
    public List<StoredSession> ofKeyAfter(String labId, String publicKey, long feedSeq, int limit) {
        return handle.createQuery(
                        """
                        SELECT s.* FROM sessions s JOIN stations t ON t.id = s.station_id
                        WHERE s.lab_id = :labId AND t.public_key = :publicKey AND s.feed_seq > :feedSeq
                        ORDER BY s.feed_seq LIMIT :limit
                        """)
                .bind("labId", labId)
                .bind("publicKey", publicKey)
                .bind("feedSeq", feedSeq)
                .bind("limit", limit)
                .map((row, context) -> session(row))
                .list();
    }

    /// Which enrolments a station speaks for: its own, those with its key in its lab, and whom it follows, back to the first,
    /// each with the former enrolments of its key.
    private static final String OWN =
            """
            WITH RECURSIVE own (id) AS (
                SELECT id FROM stations WHERE id = :station OR (lab_id = :labId AND public_key = :publicKey)
                UNION
                SELECT other.id FROM own JOIN stations one ON one.id = own.id
                    JOIN stations former ON former.id = one.follows
                    JOIN stations other ON other.id = former.id OR (other.lab_id = former.lab_id
                        AND other.public_key = former.public_key AND other.revoked_at IS NOT NULL)
            )
            """;

    /// From the index alone: the texts are long, and a page has none of them.
    static final String OWN_PAGE =
            OWN
                    + """
                    SELECT s.id, s.content_hash, s.feed_seq FROM sessions s
                    WHERE s.lab_id = :labId AND s.station_id IN (SELECT id FROM own) AND s.feed_seq > :feedSeq
                    ORDER BY s.feed_seq LIMIT :limit
                    """;

    private static final String OWN_ONE =
            OWN
                    + """
                    SELECT s.* FROM sessions s
                    WHERE s.lab_id = :labId AND s.station_id IN (SELECT id FROM own) AND s.id = :id
                    """;

    /// What the sessions that are a station's own are called, in the order they were received.
    public List<OwnSession.Entry> ownAfter(Station station, long feedSeq, int limit) {
        return own(station, OWN_PAGE)
                .bind("feedSeq", feedSeq)
                .bind("limit", limit)
                .map((row, context) ->
                        new OwnSession.Entry(
                                row.getString("id"),
                                row.getString("content_hash"),
                                row.getLong("feed_seq")))
                .list();
    }

    /// One of the sessions that are a station's own.
    public Optional<StoredSession> findOwn(Station station, String id) {
        return own(station, OWN_ONE).bind("id", id).map((row, context) -> session(row)).findOne();
    }

    private Query own(Station station, String sql) {
        return handle.createQuery(sql)
                .bind("station", station.id())
                .bind("labId", station.labId())
                .bind("publicKey", Objects.requireNonNullElse(station.publicKey(), ""));
    }

    /// The hash the station's trail had at that event when a session was received; empty if none ended there.
    public Optional<String> auditHashAt(String stationId, long auditSequence) {
        return handle.createQuery(
                        """
                        SELECT audit_hash FROM sessions
                        WHERE station_id = :stationId AND audit_sequence = :auditSequence
                        """)
                .bind("stationId", stationId)
                .bind("auditSequence", auditSequence)
                .mapTo(String.class)
                .findFirst();
    }

    private static final String LOOKED =
            """
            WHERE lab_id IN (<labs>)
                AND (:status = '' OR status = :status)
                AND (:station = '' OR station_id = :station)
                AND started_at >= :from AND started_at < :until
                AND (started_at < :beforeAt OR (started_at = :beforeAt AND feed_seq < :beforeSeq))
            ORDER BY started_at DESC, feed_seq DESC
            """;

    private static final String NEWEST = "SELECT * FROM sessions " + LOOKED + " LIMIT :limit";

    /// Looks into the text of so many and no more: a word that is in none of a million would hold up everybody.
    private static final String NEWEST_WITH_TEXT =
            "WITH looked AS (SELECT id FROM sessions "
                    + LOOKED
                    + """
                     LIMIT :depth)
                    SELECT s.* FROM looked JOIN sessions s ON s.id = looked.id
                    WHERE LOWER(s.bundle) LIKE :text ESCAPE '!'
                    ORDER BY s.started_at DESC, s.feed_seq DESC LIMIT :limit
                    """;

    private static final String LAST_LOOKED =
            "SELECT started_at, feed_seq FROM sessions " + LOOKED + " LIMIT 1 OFFSET :depth";

    /// Those that were looked for, newest first.
    ///
    /// @param before the place where the page before ended
    /// @param limit how many at most
    /// @param depth into how many a text is looked for at most
    public SessionsFound newest(SessionSearch search, SessionPlace before, int limit, int depth) {
        if (search.labIds().isEmpty()) {
            return new SessionsFound(List.of(), Optional.empty(), false);
        }
        boolean withText = !search.text().isEmpty();
        Query query =
                looking(withText ? NEWEST_WITH_TEXT : NEWEST, search, before)
                        .bind("limit", limit + 1);
        if (withText) {
            query.bind("text", pattern(search.text())).bind("depth", depth);
        }
        List<StoredSession> found = query.map((row, context) -> session(row)).list();
        if (found.size() > limit) {
            List<StoredSession> page = found.subList(0, limit);
            return new SessionsFound(page, Optional.of(SessionPlace.of(page.getLast())), false);
        }
        Optional<SessionPlace> deepest =
                withText
                        ? looking(LAST_LOOKED, search, before)
                                .bind("depth", depth - 1)
                                .map((row, context) ->
                                        new SessionPlace(
                                                row.getLong("started_at"), row.getLong("feed_seq")))
                                .findOne()
                        : Optional.empty();
        return new SessionsFound(found, deepest, deepest.isPresent());
    }

    /// The place is in the upper end too, which the index is entered by: the hundredth page costs what the first does.
    private Query looking(String sql, SessionSearch search, SessionPlace before) {
        return handle.createQuery(sql)
                .bindList("labs", search.labIds().stream().sorted().toList())
                .bind("status", search.status())
                .bind("station", search.stationId())
                .bind("from", search.from())
                .bind(
                        "until",
                        before.startedAt() < search.until()
                                ? before.startedAt() + 1
                                : search.until())
                .bind("beforeAt", before.startedAt())
                .bind("beforeSeq", before.feedSeq());
    }

    private static String pattern(String text) {
        return "%"
                + text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    public void each(Consumer<StoredSession> consumer) {
        handle.createQuery("SELECT * FROM sessions ORDER BY feed_seq")
                .map((row, context) -> session(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                row.getString("id"),
                row.getString("lab_id"),
                row.getString("station_id"),
                row.getString("formula_id"),
                row.getString("formula_version_id"),
                row.getString("status"),
                row.getLong("started_at"),
                row.getString("bundle"),
                row.getString("content_hash"),
                row.getString("record_hash"),
                row.getLong("audit_sequence"),
                row.getString("audit_hash"),
                row.getString("receipt"),
                row.getLong("feed_seq"));
    }
}
