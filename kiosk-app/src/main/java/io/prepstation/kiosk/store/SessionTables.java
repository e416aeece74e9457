package io.prepstation.kiosk.store;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How sessions and what belongs to them fill their tables.
final class SessionTables {

    /// Something that names its session only in its row.
    record Of<T>(String sessionId, T value) {}

    static final Columns<SessionRecord> SESSIONS =
            new Columns<>(
                    "sessions",
                    "id, formula_id, formula_version_id, attempt_no, status, operator, started_at, ended_at,"
                            + " lab_id, station_id, formula_code, formula_name, formula_version_no, operator_name,"
                            + " amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                            + " config_hash, revision",
                    SessionTables::session);
    static final Columns<Step> STEPS =
            new Columns<>(
                    "steps",
                    "id, session_id, sequence, ingredient_id, ingredient_name, required_code, target_g,"
                            + " tolerance_lower_g, tolerance_upper_g, display_unit, status, rules",
                    SessionTables::step);
    static final Columns<Of<Dispense>> DISPENSES =
            new Columns<>(
                    "dispenses",
                    "id, session_id, step_id, scanned_code, lot_id, container_id, net, gross, tare, tare_source,"
                            + " displayed, unit, stability, raw_frame, balance_serial, at, by, potency_percent,"
                            + " manual_reason, lot_number",
                    SessionTables::dispense);
    static final Columns<Of<SessionDeviation>> DEVIATIONS =
            new Columns<>(
                    "deviations",
                    "session_id, step_id, kind, reason_code, text, at, by, signed_name, signed_local_time,"
                            + " signed_record_hash, signed_authentication",
                    SessionTables::deviation);
    static final Columns<Of<Attestation>> ATTESTATIONS =
            new Columns<>(
                    "attestations",
                    "session_id, step_id, kind, text, at, by, dispense_id, signed_name, signed_local_time,"
                            + " signed_record_hash, signed_authentication",
                    SessionTables::attestation);
    static final Columns<Of<Signature>> SIGNATURES =
            new Columns<>(
                    "signatures",
                    "session_id, user_id, name, meaning, at, local_time, record_hash, authentication",
                    SessionTables::signature);

    private SessionTables() {}

    static String grams(Mass mass) {
        return mass.inGrams().toPlainString();
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static @Nullable Object[] session(SessionRecord record) {
        var session = record.session();
        var context = record.context();
        return new @Nullable Object[] {
            session.id(),
            session.formulaId(),
            session.formulaVersionId(),
            session.attemptNo(),
            session.status().word(),
            session.operator(),
            session.startedAt().toEpochMilli(),
            millis(session.endedAt()),
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
            context.revision()
        };
    }

    private static @Nullable Object[] step(Step step) {
        Tolerance tolerance = step.tolerance();
        return new @Nullable Object[] {
            step.id(),
            step.sessionId(),
            step.sequence(),
            step.ingredientId(),
            step.ingredientName(),
            step.requiredCode(),
            grams(tolerance.target()),
            grams(tolerance.target().minus(tolerance.lowerLimit())),
            grams(tolerance.upperLimit().minus(tolerance.target())),
            tolerance.target().unit().symbol(),
            step.status().word(),
            LineRule.words(step.rules())
        };
    }

    private static @Nullable Object[] dispense(Of<Dispense> row) {
        Dispense dispense = row.value();
        BigDecimal potency = dispense.potencyPercent();
        return new @Nullable Object[] {
            dispense.id(),
            row.sessionId(),
            dispense.stepId(),
            dispense.scannedCode(),
            dispense.lotId(),
            dispense.containerId(),
            dispense.net().toString(),
            dispense.gross().toString(),
            dispense.tare().toString(),
            dispense.tareSource().word(),
            dispense.displayed(),
            dispense.unit(),
            dispense.stability(),
            dispense.rawFrame(),
            dispense.balanceSerial(),
            dispense.at().toEpochMilli(),
            dispense.by(),
            potency == null ? null : potency.toPlainString(),
            dispense.manualReason(),
            dispense.lotNumber()
        };
    }

    private static @Nullable Object[] deviation(Of<SessionDeviation> row) {
        SessionDeviation deviation = row.value();
        Signature signature = deviation.signature();
        return new @Nullable Object[] {
            row.sessionId(),
            deviation.stepId(),
            deviation.kind(),
            deviation.reasonCode(),
            deviation.text(),
            deviation.at().toEpochMilli(),
            deviation.by(),
            signature == null ? null : signature.name(),
            signature == null ? null : signature.localTime(),
            signature == null ? null : signature.recordHash(),
            signature == null ? null : signature.authentication().word()
        };
    }

    private static @Nullable Object[] attestation(Of<Attestation> row) {
        Attestation attestation = row.value();
        Signature signature = attestation.signature();
        return new @Nullable Object[] {
            row.sessionId(),
            attestation.stepId(),
            attestation.kind(),
            attestation.text(),
            attestation.at().toEpochMilli(),
            attestation.by(),
            attestation.dispenseId(),
            signature == null ? null : signature.name(),
            signature == null ? null : signature.localTime(),
            signature == null ? null : signature.recordHash(),
            signature == null ? null : signature.authentication().word()
        };
    }

    private static @Nullable Object[] signature(Of<Signature> row) {
        Signature signature = row.value();
        return new @Nullable Object[] {
            row.sessionId(),
            signature.userId(),
            signature.name(),
            signature.meaning().word(),
            signature.at().toEpochMilli(),
            signature.localTime(),
            signature.recordHash(),
            signature.authentication().word()
        };
    }
}
