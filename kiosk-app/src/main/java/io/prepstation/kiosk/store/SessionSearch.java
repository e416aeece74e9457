package io.prepstation.kiosk.store;

import io.prepstation.model.session.SessionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which sessions are looked for; what is null does not matter. The newest come first.
///
/// @param formulaCode the whole code
/// @param operator user id
/// @param from started then or later
/// @param until started before
public record SessionSearch(
        @Nullable String formulaCode,
        @Nullable String operator,
        @Nullable SessionStatus status,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final SessionSearch ALL = new SessionSearch(null, null, null, null, null);

    List<SessionSummary> ask(ReadHandle handle, int most) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add(conditions, values, "s.formula_code = ?", formulaCode);
        add(conditions, values, "s.operator = ?", operator);
        add(conditions, values, "s.status = ?", status == null ? null : status.word());
        add(conditions, values, "s.started_at >= ?", from == null ? null : from.toEpochMilli());
        add(conditions, values, "s.started_at < ?", until == null ? null : until.toEpochMilli());
        values.add(most);
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        String query =
                """
                SELECT s.*, EXISTS (SELECT 1 FROM receipts r WHERE r.session_id = s.id) AS at_hub
                FROM sessions s %s ORDER BY s.started_at DESC, s.id DESC LIMIT ?
                """
                        .formatted(where);
        return handle.sql().list(query, SessionRows::summary, values.toArray());
    }

    private static void add(
            List<String> conditions,
            List<Object> values,
            String condition,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
