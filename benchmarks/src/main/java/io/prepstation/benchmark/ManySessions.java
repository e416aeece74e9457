package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Fills a lab file with completed sessions of three steps that are at the hub, by plain SQL: every row keeps every rule
/// of the schema and stands where the station would have put it, the steps of a session beside each other, and the audit
/// trail is a true chain. Only the frozen texts are short, and nothing is signed.
final class ManySessions {

    /// Between two sessions: a million last ten years.
    static final long APART_MS = 315_000;

    private static final int BATCH = 20_000;
    private static final int SESSIONS_OF_A_LOT = 40;

    /// The sessions before this number are left out; numbers and times are those of the whole million.
    private final int first;

    private final int last;
    private final long endsAt;

    /// @param endsAt when the last one was begun, epoch milliseconds
    ManySessions(int first, int last, long endsAt) {
        this.first = first;
        this.last = last;
        this.endsAt = endsAt;
    }

    static String id(int number) {
        return "019a0000-0000-7000-8000-%012x".formatted(number);
    }

    void fill(Path file, int formulas, int operators) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            run(connection, "PRAGMA synchronous = OFF");
            run(connection, "PRAGMA cache_size = -400000");
            run(connection, "PRAGMA foreign_keys = OFF");
            List<String> triggers = withoutTriggers(connection);
            connection.setAutoCommit(false);
            for (int from = first; from <= last; from += BATCH) {
                int to = Math.min(last, from + BATCH - 1);
                for (String sql : inserts(formulas, operators)) {
                    run(connection, numbers(from, to) + sql);
                }
                trail(connection, from, to);
                connection.commit();
            }
            counters(connection, operators);
            for (String trigger : triggers) {
                run(connection, trigger);
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static List<String> withoutTriggers(Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                texts.add(rows.getString(2));
            }
        }
        for (String name : names) {
            run(connection, "DROP TRIGGER " + name);
        }
        return texts;
    }

    /// `n` counts the sessions; each has its id and its time.
    private String numbers(int from, int to) {
        return "WITH RECURSIVE counted(i) AS (SELECT "
                + from
                + " UNION ALL SELECT i + 1 FROM counted WHERE i < "
                + to
                + "), n AS (SELECT i, printf('019a0000-0000-7000-8000-%012x', i) AS id, "
                + endsAt
                + " - ("
                + last
                + " - i) * "
                + APART_MS
                + " AS at FROM counted), each_step(k) AS (VALUES (1), (2), (3)) ";
    }

    private static List<String> inserts(int formulas, int operators) {
        String formula = "(n.i % " + formulas + ")";
        String operator = "'u-' || (n.i % " + operators + ")";
        List<String> all = new ArrayList<>();
        all.add(
                "INSERT INTO sessions (id, formula_id, formula_version_id, attempt_no, status, operator, started_at,"
                        + " ended_at, lab_id, station_id, formula_code, formula_name, formula_version_no,"
                        + " operator_name, amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                        + " config_hash, revision) SELECT n.id, 'f-' || "
                        + formula
                        + ", 'f-' || "
                        + formula
                        + " || '-v1', n.i + 1, 'completed', "
                        + operator
                        + ", n.at, n.at + 240000, 'lab', 'station-1', printf('PRM%05d', "
                        + formula
                        + "), 'Formula ' || "
                        + formula
                        + ", 1, 'Operator ' || "
                        + operator
                        + ", '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c0ffee', 1 FROM n");
        String stepId = "n.id || '-' || k";
        all.add(
                "INSERT INTO steps (id, session_id, sequence, ingredient_id, ingredient_name, required_code,"
                        + " target_g, tolerance_lower_g, tolerance_upper_g, display_unit, status) SELECT "
                        + stepId
                        + ", n.id, k, 'i-' || k, 'Ingredient ' || k, 'ING-000' || k, k || '.5', '0.05', '0.05', 'g',"
                        + " 'done' FROM n CROSS JOIN each_step ORDER BY n.i, k");
        all.add(
                "INSERT INTO dispenses (id, session_id, step_id, scanned_code, lot_number, net, gross, tare,"
                        + " tare_source, displayed, unit, stability, raw_frame, balance_serial, at, by) SELECT 'd-' || "
                        + stepId
                        + ", n.id, "
                        + stepId
                        + ", 'ING-000' || k, 'L' || k || '-' || n.i / "
                        + SESSIONS_OF_A_LOT
                        + ", k || '.5000 g', '3' || k || '.5000 g', '30.0000 g', 'balance', k || '.5000', 'g',"
                        + " 'flag', 'S S     ' || k || '.5000 g', 'SIM-1', n.at + k * 60000, "
                        + operator
                        + " FROM n CROSS JOIN each_step ORDER BY n.i, k");
        all.add(
                "INSERT INTO signatures (session_id, user_id, name, meaning, at, local_time, record_hash,"
                        + " authentication) SELECT n.id, "
                        + operator
                        + ", 'Operator', 'performed', n.at + 240000, '2026-11-20T10:00:00+01:00',"
                        + " printf('%064x', n.i), 'chosen' FROM n");
        all.add(
                "INSERT INTO session_text (session_id, revision, text, content_hash, record_hash) SELECT n.id, 1,"
                        + " '{\"session\":\"' || n.id || '\"}', printf('%064x', n.i), printf('%064x', n.i) FROM n");
        all.add(
                "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, revision, priority, status,"
                        + " ever_sent, next_attempt_at, author, created_at) SELECT 'op-' || n.id, 'upload',"
                        + " 'sessions', n.id, 1, 0, 'acknowledged', 1, n.at, "
                        + operator
                        + ", n.at FROM n");
        all.add(
                "INSERT INTO receipts (session_id, content_hash, feed_seq, received_at, hub_key_id, signature)"
                        + " SELECT n.id, printf('%064x', n.i), n.i, n.at + 300000, 'hub', 'unsigned' FROM n");
        return all;
    }

    private void trail(Connection connection, int from, int to) throws SQLException {
        ChainHead head = head(connection);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO audit_event (sequence, body, previous_hash, hash) VALUES (?, ?, ?, ?)")) {
            for (int i = from; i <= to; i++) {
                long at = endsAt - (last - (long) i) * APART_MS;
                for (String kind : List.of("session_created", "session_completed")) {
                    ObjectNode details = Json.object().put("sessionId", id(i));
                    AuditEvent event = AuditEvent.following(head, at, kind, "u-1", details);
                    head = event.head();
                    insert.setLong(1, event.sequence());
                    insert.setString(2, event.body());
                    insert.setString(3, event.previousHash());
                    insert.setString(4, event.hash());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static ChainHead head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT sequence, hash FROM audit_event ORDER BY sequence DESC LIMIT 1")) {
            return row.next() ? new ChainHead(row.getLong(1), row.getString(2)) : ChainHead.EMPTY;
        }
    }

    /// Attempts of each formula, and what the statistics screen shows of the last year.
    private void counters(Connection connection, int operators) throws SQLException {
        run(
                connection,
                "INSERT INTO formula_counter (formula_id, attempts) SELECT id, "
                        + (last + 1)
                        + " FROM formulas WHERE true ON CONFLICT (formula_id) DO UPDATE SET attempts = excluded.attempts");
        for (String member :
                List.of(
                        "SELECT 'operator', id FROM users",
                        "SELECT 'ingredient', id FROM ingredients",
                        "SELECT 'balance', 'SIM-1'")) {
            run(
                    connection,
                    "WITH RECURSIVE days(d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d < 365), m (dimension, member) AS ("
                            + member
                            + ") INSERT INTO statistic (dimension, bucket, member, dispenses, steps, timed_steps,"
                            + " step_ms) SELECT m.dimension, 'D' || date("
                            + endsAt / 1000
                            + ", 'unixepoch', '-' || d || ' days'), m.member, "
                            + operators
                            + ", "
                            + operators
                            + ", "
                            + operators
                            + ", 60000 FROM days CROSS JOIN m");
        }
        run(
                connection,
                "INSERT INTO statistic (dimension, bucket, member, dispenses, steps, timed_steps, step_ms)"
                        + " SELECT dimension, 'M' || substr(bucket, 2, 7), member, sum(dispenses), sum(steps),"
                        + " sum(timed_steps), sum(step_ms) FROM statistic WHERE bucket GLOB 'D*' GROUP BY 1, 2, 3");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
