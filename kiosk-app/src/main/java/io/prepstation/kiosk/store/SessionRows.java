package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the rows of sessions back into what was written, digit for digit.
final class SessionRows {

    private SessionRows() {}

    static PreparationSession session(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        boolean running = row.wasNull();
        return new PreparationSession(
                row.getString("id"),
                row.getString("formula_id"),
                row.getString("formula_version_id"),
                row.getInt("attempt_no"),
                SessionStatus.ofWord(row.getString("status")),
                row.getString("operator"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                running ? null : Instant.ofEpochMilli(endedAt));
    }

    static SessionContext context(ResultSet row) throws SQLException {
        return new SessionContext(
                row.getString("lab_id"),
                row.getString("station_id"),
                row.getString("formula_code"),
                row.getString("formula_name"),
                row.getInt("formula_version_no"),
                row.getString("operator_name"),
                Amount.of(row.getString("amount"), row.getString("amount_unit")),
                row.getString("balance_model"),
                row.getString("balance_serial"),
                row.getBoolean("simulated"),
                row.getString("time_zone"),
                row.getString("config_hash"),
                row.getInt("revision"));
    }

    static SessionSummary summary(ResultSet row) throws SQLException {
        PreparationSession session = session(row);
        return new SessionSummary(
                session.id(),
                row.getString("formula_code"),
                row.getString("formula_name"),
                session.attemptNo(),
                session.status(),
                row.getString("operator_name"),
                session.startedAt(),
                session.endedAt(),
                row.getBoolean("simulated"),
                row.getBoolean("at_hub"));
    }

    static Step step(ResultSet row) throws SQLException {
        MassUnit unit = unit(row.getString("display_unit"));
        Mass target = Mass.grams(row.getString("target_g"));
        Mass lower = target.minus(Mass.grams(row.getString("tolerance_lower_g")));
        Mass upper = target.plus(Mass.grams(row.getString("tolerance_upper_g")));
        return new Step(
                row.getString("id"),
                row.getString("session_id"),
                row.getInt("sequence"),
                row.getString("ingredient_id"),
                row.getString("required_code"),
                row.getString("ingredient_name"),
                new Tolerance(target.toUnit(unit), lower.toUnit(unit), upper.toUnit(unit)),
                StepStatus.ofWord(row.getString("status")),
                LineRule.ofWords(row.getString("rules")));
    }

    static Dispense dispense(ResultSet row) throws SQLException {
        return new Dispense(
                row.getString("id"),
                row.getString("step_id"),
                row.getString("scanned_code"),
                row.getString("lot_id"),
                row.getString("container_id"),
                Mass.parse(row.getString("net")),
                Mass.parse(row.getString("gross")),
                Mass.parse(row.getString("tare")),
                TareSource.ofWord(row.getString("tare_source")),
                row.getString("displayed"),
                row.getString("unit"),
                row.getString("stability"),
                row.getString("raw_frame"),
                row.getString("balance_serial"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("by"),
                decimal(row.getString("potency_percent")),
                row.getString("manual_reason"),
                row.getString("lot_number"));
    }

    static SessionDeviation deviation(ResultSet row) throws SQLException {
        return new SessionDeviation(
                row.getString("step_id"),
                row.getString("kind"),
                row.getString("reason_code"),
                row.getString("text"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("by"),
                signed(row, Meaning.APPROVED));
    }

    static Attestation attestation(ResultSet row) throws SQLException {
        return new Attestation(
                row.getString("step_id"),
                row.getString("kind"),
                row.getString("text"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("by"),
                row.getString("dispense_id"),
                signed(row, Meaning.WITNESSED));
    }

    private static @Nullable Signature signed(ResultSet row, Meaning meaning) throws SQLException {
        String name = row.getString("signed_name");
        return name == null
                ? null
                : new Signature(
                        row.getString("by"),
                        name,
                        meaning,
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("signed_local_time"),
                        row.getString("signed_record_hash"),
                        Authentication.ofWord(row.getString("signed_authentication")));
    }

    static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                row.getString("user_id"),
                row.getString("name"),
                Meaning.ofWord(row.getString("meaning")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("local_time"),
                row.getString("record_hash"),
                Authentication.ofWord(row.getString("authentication")));
    }

    static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getString("session_id"),
                row.getString("step_id"),
                new Source(
                        row.getString("scanned_code"),
                        row.getString("lot_id"),
                        row.getString("lot_number"),
                        null,
                        row.getString("container_id"),
                        decimal(row.getString("potency_percent"))),
                Mass.parse(row.getString("tare")),
                Mass.parse(row.getString("gross")),
                Mass.parse(
                        Objects.requireNonNullElse(row.getString("peak"), row.getString("gross"))),
                Instant.ofEpochMilli(row.getLong("at")));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : Decimal.of(text);
    }

    private static MassUnit unit(String symbol) {
        return MassUnit.ofSymbol(symbol)
                .orElseThrow(() -> new IllegalArgumentException("unknown unit " + symbol));
    }
}
