package io.prepstation.kiosk.store;

import io.prepstation.model.session.SessionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which sessions are looked for; what is null does not matter. The newest come first.
///
/// @param text part of a formula's code or name, or a lot number; small and capital letters are the same
/// @param formulaCode the whole code
/// @param operator user id
/// @param from started then or later
/// @param until started before
public record SessionSearch(
        @Nullable String text,
        @Nullable String formulaCode,
        @Nullable String operator,
        @Nullable SessionStatus status,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final SessionSearch ALL = new SessionSearch(null, null, null, null, null);

    private static final Comparator<SessionSummary> NEWEST_FIRST =
            Comparator.comparing(SessionSummary::startedAt)
                    .thenComparing(SessionSummary::id)
                    .reversed();

    /// The first receipt of a session is kept where a hub was put back and lost it: then it goes up again.
    private static final String AT_HUB =
            """
            (EXISTS (SELECT 1 FROM receipts r WHERE r.session_id = s.id)
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.entity_id = s.id AND o.kind = 'upload'
                    AND o.revision = s.revision AND o.status <> 'acknowledged'))\
            """;

    public SessionSearch(
            @Nullable String formulaCode,
            @Nullable String operator,
            @Nullable SessionStatus status,
            @Nullable Instant from,
            @Nullable Instant until) {
        this(null, formulaCode, operator, status, from, until);
    }

    private record Condition(String sql, Object value) {}

    List<SessionSummary> ask(ReadHandle handle, int most) {
        return text == null
                ? newest(handle, conditions(), most)
                : newestOfEach(handle, meanings(handle, text), most);
    }

    /// Each meaning of the text has an index of its own; once enough is found, the next is asked only for what is newer.
    private List<SessionSummary> newestOfEach(
            ReadHandle handle, List<Condition> meanings, int most) {
        TreeSet<SessionSummary> found = new TreeSet<>(NEWEST_FIRST);
        for (Condition meaning : meanings) {
            List<Condition> conditions = conditions();
            conditions.add(meaning);
            if (found.size() >= most) {
                conditions.add(
                        new Condition(
                                "s.started_at >= ?", found.last().startedAt().toEpochMilli()));
            }
            found.addAll(newest(handle, conditions, most));
            while (found.size() > most) {
                found.pollLast();
            }
        }
        return List.copyOf(found);
    }

    private static List<Condition> meanings(ReadHandle handle, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Stream<Condition> formulas =
                handle
                        .sql()
                        .list(
                                "SELECT code, code || ' ' || name FROM formulas",
                                row -> List.of(row.getString(1), row.getString(2)))
                        .stream()
                        .filter(formula -> formula.get(1).toLowerCase(Locale.ROOT).contains(wanted))
                        .map(List::getFirst)
                        .distinct()
                        .map(code -> new Condition("s.formula_code = ?", code));
        Condition lot =
                new Condition(
                        "s.id IN (SELECT session_id FROM dispenses WHERE lot_number = ? COLLATE NOCASE)",
                        text);
        return Stream.concat(formulas, Stream.of(lot)).toList();
    }

    /// A plus before a column keeps SQLite from its index: what is narrower leads, and the rest is read from its entries.
    private List<Condition> conditions() {
        boolean byFormula = formulaCode != null || text != null;
        boolean rare = status != null && status != SessionStatus.COMPLETED;
        String operatorColumn = byFormula || rare ? "+s.operator" : "s.operator";
        String statusColumn = byFormula || (operator != null && !rare) ? "+s.status" : "s.status";
        List<Condition> all = new ArrayList<>();
        add(all, "s.formula_code = ?", formulaCode);
        add(all, operatorColumn + " = ?", operator);
        add(all, statusColumn + " = ?", status == null ? null : status.word());
        add(all, "s.started_at >= ?", from == null ? null : from.toEpochMilli());
        add(all, "s.started_at < ?", until == null ? null : until.toEpochMilli());
        return all;
    }

    private static List<SessionSummary> newest(
            ReadHandle handle, List<Condition> conditions, int most) {
        String where =
                conditions.isEmpty()
                        ? ""
                        : "WHERE "
                                + String.join(
                                        " AND ", conditions.stream().map(Condition::sql).toList());
        String query =
                """
                SELECT s.*, %s AS at_hub
                FROM sessions s %s ORDER BY s.started_at DESC, s.id DESC LIMIT ?
                """
                        .formatted(AT_HUB, where);
        Object[] values =
                Stream.concat(conditions.stream().map(Condition::value), Stream.of(most)).toArray();
        return handle.sql().list(query, SessionRows::summary, values);
    }

    private static void add(List<Condition> all, String sql, @Nullable Object value) {
        if (value != null) {
            all.add(new Condition(sql, value));
        }
    }
}
