package io.prepstation.benchmark;

import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The least that writing a session costs: its rows, by prepared statements, in one transaction.
final class BareJdbc implements AutoCloseable {

    private static final List<String> SESSION_COLUMNS =
            List.of(
                    "id",
                    "formula_id",
                    "formula_version_id",
                    "attempt_no",
                    "status",
                    "operator",
                    "started_at",
                    "ended_at",
                    "lab_id",
                    "station_id",
                    "formula_code",
                    "formula_name",
                    "formula_version_no",
                    "operator_name",
                    "amount",
                    "amount_unit",
                    "balance_model",
                    "balance_serial",
                    "simulated",
                    "time_zone",
                    "config_hash",
                    "revision");
    private static final List<String> STEP_COLUMNS =
            List.of(
                    "id",
                    "session_id",
                    "sequence",
                    "ingredient_id",
                    "ingredient_name",
                    "required_code",
                    "target_g",
                    "tolerance_lower_g",
                    "tolerance_upper_g",
                    "display_unit",
                    "status",
                    "rules");

    private final Connection connection;
    private final PreparedStatement counter;
    private final PreparedStatement session;
    private final PreparedStatement step;
    private final PreparedStatement operation;
    private final PreparedStatement audit;

    BareJdbc(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("PRAGMA foreign_keys = ON");
        counter =
                connection.prepareStatement(
                        "INSERT INTO formula_counter (formula_id, attempts) VALUES (?, 1)"
                                + " ON CONFLICT (formula_id) DO UPDATE SET attempts = attempts + 1");
        session = insert("sessions", SESSION_COLUMNS);
        step = insert("steps", STEP_COLUMNS);
        operation =
                connection.prepareStatement(
                        "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, payload, priority, status,"
                                + " next_attempt_at, author, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        audit =
                connection.prepareStatement(
                        "INSERT INTO audit_event (sequence, body, previous_hash, hash) VALUES (?, ?, ?, ?)");
    }

    void write(SessionRecord record, OutboxOperation queued, AuditEvent event) throws SQLException {
        run("BEGIN IMMEDIATE");
        execute(counter, record.session().formulaId());
        insertSession(record);
        for (Step one : record.steps()) {
            bind(
                    step,
                    one.id(),
                    one.sessionId(),
                    one.sequence(),
                    one.ingredientId(),
                    one.ingredientName(),
                    one.requiredCode(),
                    grams(one.tolerance().target()),
                    grams(one.tolerance().target().minus(one.tolerance().lowerLimit())),
                    grams(one.tolerance().upperLimit().minus(one.tolerance().target())),
                    one.tolerance().target().unit().symbol(),
                    one.status().word(),
                    "");
            step.addBatch();
        }
        step.executeBatch();
        execute(
                operation,
                queued.id(),
                "create",
                queued.entityType(),
                queued.entityId(),
                queued.payload(),
                1,
                "pending",
                queued.nextAttemptAt().toEpochMilli(),
                queued.author(),
                queued.createdAt().toEpochMilli());
        execute(audit, event.sequence(), event.body(), event.previousHash(), event.hash());
        run("COMMIT");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void insertSession(SessionRecord record) throws SQLException {
        var head = record.session();
        var context = record.context();
        execute(
                session,
                head.id(),
                head.formulaId(),
                head.formulaVersionId(),
                head.attemptNo(),
                head.status().word(),
                head.operator(),
                head.startedAt().toEpochMilli(),
                null,
                context.labId(),
                context.stationId(),
                context.formulaCode(),
                context.formulaName(),
                context.formulaVersionNo(),
                context.operatorName(),
                context.amount().value().toPlainString(),
                context.amount().unit().symbol(),
                context.balanceModel(),
                context.balanceSerial(),
                context.simulated() ? 1 : 0,
                context.timeZone(),
                context.configHash(),
                context.revision());
    }

    private PreparedStatement insert(String table, List<String> columns) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO %s (%s) VALUES (?%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                ", ?".repeat(columns.size() - 1)));
    }

    private static void execute(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        bind(statement, values);
        statement.executeUpdate();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String grams(Mass mass) {
        return mass.inGrams().toPlainString();
    }
}
