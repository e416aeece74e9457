package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.RawRow;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes a lab file as a forger would, by chance, behind the triggers' back.
final class Tampering {

    /// The tables that hold records; in each every row counts.
    static final List<String> RECORDS =
            List.of(
                    "sessions",
                    "steps",
                    "dispenses",
                    "deviations",
                    "signatures",
                    "session_text",
                    "audit_event",
                    "audit_head",
                    "receipts",
                    "formula_unlocks",
                    "formula_counter",
                    "pour_traces",
                    "session_attachments",
                    "balances",
                    "balance_checks");

    /// What sync knows of a balance check, and when it was written: no part of the record.
    private static final List<String> OF_SYNC =
            List.of(
                    "first_seen",
                    "lab_id",
                    "created_at",
                    "created_by",
                    "updated_at",
                    "server_version",
                    "server_hash",
                    "sync_status",
                    "withdrawn");

    /// Number a row without saying anything.
    private static final List<String> ORDER_ONLY = List.of("row");

    /// @param sql what is done
    /// @param touched the rows as they were before, one of which must be named
    record Forgery(String what, List<String> sql, List<RawRow> touched) {

        boolean isNamedBy(Verification.Fault fault) {
            String sentence = fault.record() + ": " + fault.reason();
            return touched.stream()
                    .anyMatch(row -> row.isNamedBy(sentence) || sentence.contains(row.table()));
        }
    }

    /// With the rows as they are now: a record may be named by what it was made to be.
    static Forgery done(Forgery forgery, RawFile file) throws SQLException {
        List<RawRow> touched = new ArrayList<>(forgery.touched());
        for (RawRow before : forgery.touched()) {
            file.rows(before.table()).stream()
                    .filter(row -> row.rowid() == before.rowid())
                    .forEach(touched::add);
        }
        return new Forgery(forgery.what(), forgery.sql(), touched);
    }

    private final RawFile file;
    private final Random random;

    Tampering(RawFile file, Random random) {
        this.file = file;
        this.random = random;
    }

    /// One bit of one value. A key that was changed names the row by its new value.
    Forgery bit() throws SQLException {
        RawRow row = anyRow();
        List<String> columns =
                row.columns().stream()
                        .filter(name -> !ORDER_ONLY.contains(name))
                        .filter(name ->
                                !row.table().startsWith("balance") || !OF_SYNC.contains(name))
                        .filter(name -> !String.valueOf(row.values().get(name)).isEmpty())
                        .filter(name -> row.values().get(name) != null)
                        .toList();
        String column = any(columns);
        String flipped = flipped(row.values().get(column));
        return new Forgery(
                "a bit of %s.%s in row %d".formatted(row.table(), column, row.rowid()),
                List.of(update(row, column, flipped)),
                List.of(row, new RawRow(row.table(), row.rowid(), Map.of(column, flipped))));
    }

    Forgery deletion() throws SQLException {
        RawRow row = anyRow();
        return new Forgery(
                "row %d of %s deleted".formatted(row.rowid(), row.table()),
                List.of("DELETE FROM %s WHERE rowid = %d".formatted(row.table(), row.rowid())),
                List.of(row));
    }

    /// A copy of a row under another key.
    Forgery insertion() throws SQLException {
        RawRow row = anyRow();
        String cells =
                row.columns().stream()
                        .map(column -> copied(row, column))
                        .collect(Collectors.joining(", "));
        return new Forgery(
                "a copy of row %d of %s".formatted(row.rowid(), row.table()),
                List.of(
                        "INSERT INTO %s (%s) SELECT %s FROM %s WHERE rowid = %d"
                                .formatted(
                                        row.table(),
                                        String.join(", ", row.columns()),
                                        cells,
                                        row.table(),
                                        row.rowid())),
                List.of(row, nextEvent(row.table())));
    }

    /// What an event put in at the end of the trail is called.
    private RawRow nextEvent(String table) throws SQLException {
        long next = file.number("SELECT max(sequence) + 1 FROM audit_event");
        return new RawRow(table, next, Map.of("sequence", next));
    }

    /// Two rows exchange a value.
    Forgery exchange() throws SQLException {
        String table = any(RECORDS);
        List<RawRow> rows = file.rows(table);
        RawRow one = any(rows);
        RawRow other = any(rows);
        String column = any(one.columns());
        String mine = literal(one.values().get(column));
        String its = literal(other.values().get(column));
        if (mine.equals(its) || ORDER_ONLY.contains(column)) {
            return exchange();
        }
        return new Forgery(
                "%s.%s of rows %d and %d exchanged"
                        .formatted(table, column, one.rowid(), other.rowid()),
                List.of(update(one, column, its), update(other, column, mine)),
                List.of(one, other));
    }

    /// Everything in the trail after a signed head, with the later heads, as if it had never been.
    Forgery cutTail() throws SQLException {
        List<RawRow> heads = file.rows("audit_head");
        RawRow last = heads.get(random.nextInt(heads.size() - 1));
        List<RawRow> gone =
                file.rows("audit_event").stream()
                        .filter(event -> event.rowid() > last.rowid())
                        .toList();
        return new Forgery(
                "the trail cut back to event " + last.rowid(),
                List.of(
                        "DELETE FROM audit_event WHERE sequence > " + last.rowid(),
                        "DELETE FROM audit_head WHERE sequence > " + last.rowid()),
                gone);
    }

    /// One event changed, and all hashes after it computed anew, so that the chain fits.
    Forgery rewrittenTrail() throws SQLException, MalformedJson {
        List<RawRow> events = file.rows("audit_event");
        long lastSigned = file.number("SELECT max(sequence) FROM audit_head");
        int first = random.nextInt((int) lastSigned);
        ChainHead head = first == 0 ? ChainHead.EMPTY : end(events.get(first - 1));
        List<String> sql = new ArrayList<>();
        for (RawRow row : events.subList(first, events.size())) {
            ObjectNode body = Json.parseObject(String.valueOf(row.values().get("body")));
            String by = body.path("by").asText();
            AuditEvent event =
                    AuditEvent.following(
                            head,
                            body.path("at").asLong(),
                            body.path("kind").asText(),
                            sql.isEmpty() ? by + "-2" : by,
                            (ObjectNode) body.path("details"));
            head = event.head();
            sql.add(
                    "UPDATE audit_event SET body = %s, previous_hash = '%s', hash = '%s' WHERE sequence = %d"
                            .formatted(
                                    literal(event.body()),
                                    event.previousHash(),
                                    event.hash(),
                                    event.sequence()));
        }
        return new Forgery(
                "the trail written anew from event " + (first + 1),
                sql,
                events.subList(first, events.size()));
    }

    /// For each signed head of another file that this one lacks, an event that would explain it; now and then one of a
    /// session that is here.
    List<String> explanations(RawFile whole) throws SQLException {
        List<RawRow> events = file.rows("audit_event");
        ChainHead end = end(events.getLast());
        List<String> sessions = file.texts("SELECT id FROM sessions");
        List<String> sql = new ArrayList<>();
        for (RawRow row : whole.rows("audit_head")) {
            Map<String, @Nullable Object> head = row.values();
            long sequence = ((Number) Objects.requireNonNull(head.get("sequence"))).longValue();
            if (sequence <= events.getLast().rowid()) {
                continue;
            }
            ObjectNode details = Json.object();
            if (random.nextBoolean()) {
                details.put("sessionId", any(sessions));
            }
            details.putObject("auditHead")
                    .put("labId", text(head, "lab_id"))
                    .put("stationId", text(head, "station_id"))
                    .put("sequence", sequence)
                    .put("hash", text(head, "hash"))
                    .put("at", Long.parseLong(text(head, "at")))
                    .put("keyId", text(head, "key_id"))
                    .put("signature", text(head, "signature"));
            AuditEvent event =
                    AuditEvent.following(end, 1_795_166_000_000L, "session_returned", "x", details);
            end = event.head();
            sql.add(appended(event));
        }
        return sql;
    }

    /// Puts an event at the end of a trail.
    static String appended(AuditEvent event) {
        return "INSERT INTO audit_event (sequence, body, previous_hash, hash) VALUES (%d, %s, '%s', '%s')"
                .formatted(
                        event.sequence(),
                        literal(event.body()),
                        event.previousHash(),
                        event.hash());
    }

    private static String text(Map<String, @Nullable Object> cells, String column) {
        return String.valueOf(cells.get(column));
    }

    private static ChainHead end(RawRow event) {
        return new ChainHead(event.rowid(), String.valueOf(event.values().get("hash")));
    }

    private RawRow anyRow() throws SQLException {
        List<RawRow> rows = file.rows(any(RECORDS));
        return rows.isEmpty() ? anyRow() : any(rows);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String flipped(@Nullable Object value) {
        if (value instanceof Number number) {
            return String.valueOf(number.longValue() ^ (1L << random.nextInt(40)));
        }
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return "CAST(x'" + HexFormat.of().formatHex(bytes) + "' AS TEXT)";
    }

    /// Keys get another value, everything else stays.
    private static String copied(RawRow row, String column) {
        Map<String, String> keys =
                Map.of(
                        "row", "NULL",
                        "attempt_no", "attempt_no + 100",
                        "revision", "revision + 1",
                        "content_hash", "'0' || substr(content_hash, 2)");
        boolean id = column.equals("id");
        if (column.equals("serial_number")) {
            return column + " || '-2'";
        }
        boolean poured = column.equals("dispense_id") && row.table().equals("pour_traces");
        boolean counted = column.equals("formula_id") && row.table().equals("formula_counter");
        if (id || poured || counted) {
            return column + " || '-2'";
        }
        if (column.equals("sequence")) {
            return row.table().equals("steps")
                    ? "sequence + 100"
                    : "(SELECT max(sequence) + 1 FROM audit_event)";
        }
        return row.table().equals("sessions") && column.equals("revision")
                ? column
                : keys.getOrDefault(column, column);
    }

    private static String update(RawRow row, String column, String value) {
        return "UPDATE %s SET %s = %s WHERE rowid = %d"
                .formatted(row.table(), column, value, row.rowid());
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Number number -> number.toString();
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
