package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a local day is done: of the sessions that ended on it, which the hub has, proved by its receipt, and why it has not
/// the others (SYN-17). One that goes up again, because the hub was put back from a backup, it has not.
///
/// @param ended how many sessions ended on that day
/// @param waiting those without a receipt and those that go up again, in the order of their ends
public record UploadDay(LocalDate day, ZoneId zone, int ended, List<Waiting> waiting) {

    private static final String WAITING =
            """
            SELECT s.id, s.formula_code, s.ended_at, o.status, coalesce(o.last_error,
                (SELECT 'waits for ' || CASE made.entity_type
                    WHEN 'lots' THEN 'lot ' || coalesce((SELECT lot_number FROM lots WHERE id = made.entity_id), made.entity_id)
                    ELSE 'container ' || coalesce((SELECT code FROM containers WHERE id = made.entity_id), made.entity_id)
                    END || ', which the hub does not have' FROM (%s) AS made WHERE made.session_id = o.entity_id LIMIT 1)) AS last_error
            FROM sessions s
            LEFT JOIN outbox o ON o.entity_id = s.id AND o.kind = 'upload' AND o.revision = s.revision
            WHERE s.ended_at >= ? AND s.ended_at < ?
                AND (NOT EXISTS (SELECT 1 FROM receipts r WHERE r.session_id = s.id) OR o.status <> 'acknowledged')
            ORDER BY s.ended_at, s.id
            """
                    .formatted(UploadQueue.WAITING_FOR);

    public UploadDay {
        waiting = List.copyOf(waiting);
    }

    /// A session that the hub has not confirmed.
    ///
    /// @param status of its upload; null if none is queued, which must not be
    /// @param error why it did not pass last time; empty if it was not tried yet
    public record Waiting(
            String sessionId,
            String formulaCode,
            Instant endedAt,
            @Nullable OperationStatus status,
            String error) {

        /// In a few words for the command line.
        public String why() {
            String state = status == null ? "not queued" : status.word();
            return error.isEmpty() ? state : state + ", " + error;
        }
    }

    /// A day of the lab's time zone, from midnight to midnight however many hours that is.
    public static UploadDay of(ReadHandle handle, LocalDate day, ZoneId zone) {
        long from = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long until = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        int ended =
                handle.sql()
                        .first(
                                "SELECT count(*) FROM sessions WHERE ended_at >= ? AND ended_at < ?",
                                row -> row.getInt(1),
                                from,
                                until)
                        .orElse(0);
        return new UploadDay(
                day,
                zone,
                ended,
                handle.sql()
                        .list(
                                WAITING,
                                row -> {
                                    String status = row.getString("status");
                                    return new Waiting(
                                            row.getString("id"),
                                            row.getString("formula_code"),
                                            Instant.ofEpochMilli(row.getLong("ended_at")),
                                            status == null ? null : OperationStatus.ofWord(status),
                                            Objects.requireNonNullElse(
                                                    row.getString("last_error"), ""));
                                },
                                from,
                                until));
    }

    /// Whether the hub has confirmed every session of the day; so is a day without any.
    public boolean isDone() {
        return waiting.isEmpty();
    }

    public int atHub() {
        return ended - waiting.size();
    }

    /// As JSON, with the names that scripts read.
    public ObjectNode fields() {
        ObjectNode fields =
                Json.object()
                        .put("day", day.toString())
                        .put("timeZone", zone.getId())
                        .put("done", isDone())
                        .put("ended", ended)
                        .put("atHub", atHub());
        ArrayNode list = fields.putArray("waiting");
        for (Waiting one : waiting) {
            list.addObject()
                    .put("sessionId", one.sessionId)
                    .put("formulaCode", one.formulaCode)
                    .put("endedAt", one.endedAt.toString())
                    .put("status", one.status == null ? null : one.status.word())
                    .put("error", one.error);
        }
        return fields;
    }
}
