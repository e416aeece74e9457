package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session as it is written on the wire, in exports and in the frozen text that is hashed and signed.
///
/// Masses are decimal strings in grams, times epoch milliseconds; tolerances are distances from the target.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireSession(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String formulaId,
        @Nullable String formulaVersionId,
        String formulaCode,
        String formulaName,
        int formulaVersionNo,
        int attemptNo,
        @JsonProperty(required = true) String status,
        @JsonProperty(required = true) String operator,
        String operatorName,
        @JsonProperty(required = true) long startedAt,
        @Nullable Long endedAt,
        String labId,
        String stationId,
        String amount,
        String unit,
        String balanceModel,
        String balanceSerial,
        boolean simulated,
        String timeZone,
        String configHash,
        int revision,
        @JsonProperty(required = true) List<WireStep> steps,
        @JsonProperty(required = true) List<WireDispense> dispenses,
        @JsonProperty(required = true) List<WireSignature> signatures,
        @JsonProperty(required = true) List<WireDeviation> deviations,
        @Nullable List<WireAttestation> attestations,
        @Nullable String recordHash) {

    /// Whose weighing it is; empty if the session has no such step.
    public Optional<WireStep> stepOf(WireDispense dispense) {
        return steps.stream().filter(step -> step.id().equals(dispense.stepId())).findFirst();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireStep(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) int sequence,
            @JsonProperty(required = true) String ingredientId,
            String ingredientName,
            @JsonProperty(required = true) String requiredCode,
            @JsonProperty(required = true) String targetQtyG,
            @JsonProperty(required = true) String toleranceLowerG,
            @JsonProperty(required = true) String toleranceUpperG,
            @JsonProperty(required = true) String status,
            @Nullable List<String> rules) {

        public boolean asks(LineRule rule) {
            return rules != null && rules.contains(rule.word());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireDispense(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String stepId,
            String scannedCode,
            @Nullable String lotId,
            @Nullable String containerId,
            @JsonProperty(required = true) String netG,
            @JsonProperty(required = true) String grossG,
            @JsonProperty(required = true) String tareG,
            String tareSource,
            @JsonProperty(required = true) String displayed,
            @JsonProperty(required = true) String unit,
            @JsonProperty(required = true) String stability,
            @JsonProperty(required = true) String rawFrame,
            @JsonProperty(required = true) String balanceSerial,
            @JsonProperty(required = true) long at,
            @JsonProperty(required = true) String by,
            @Nullable String potencyPercent,
            @Nullable String manualReason,
            @Nullable String lotNumber) {}

    public record WireSignature(
            @JsonProperty(required = true) String userId,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String meaning,
            @JsonProperty(required = true) long at,
            @JsonProperty(required = true) String localTime,
            @JsonProperty(required = true) String recordHash,
            @JsonProperty(required = true) String authentication) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireDeviation(
            @Nullable String stepId,
            @JsonProperty(required = true) String kind,
            String reasonCode,
            String text,
            @JsonProperty(required = true) long at,
            @JsonProperty(required = true) String by,
            @Nullable WireSignature signature) {}

    /// @param kind `hazards` or `witnessed`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WireAttestation(
            @JsonProperty(required = true) String stepId,
            @JsonProperty(required = true) String kind,
            String text,
            @JsonProperty(required = true) long at,
            @JsonProperty(required = true) String by,
            @Nullable String dispenseId,
            @Nullable WireSignature signature) {}

    public static WireSession of(SessionRecord record, @Nullable String recordHash) {
        var session = record.session();
        var context = record.context();
        Instant endedAt = session.endedAt();
        return new WireSession(
                session.id(),
                session.formulaId(),
                session.formulaVersionId(),
                context.formulaCode(),
                context.formulaName(),
                context.formulaVersionNo(),
                session.attemptNo(),
                session.status().word(),
                session.operator(),
                context.operatorName(),
                session.startedAt().toEpochMilli(),
                endedAt == null ? null : endedAt.toEpochMilli(),
                context.labId(),
                context.stationId(),
                context.amount().value().toPlainString(),
                context.amount().unit().symbol(),
                context.balanceModel(),
                context.balanceSerial(),
                context.simulated(),
                context.timeZone(),
                context.configHash(),
                context.revision(),
                record.steps().stream().map(WireSession::step).toList(),
                record.dispenses().stream().map(WireSession::dispense).toList(),
                record.signatures().stream().map(WireSession::signature).toList(),
                record.deviations().stream().map(WireSession::deviation).toList(),
                record.attestations().isEmpty()
                        ? null
                        : record.attestations().stream().map(WireSession::attestation).toList(),
                recordHash);
    }

    private static WireStep step(Step step) {
        var tolerance = step.tolerance();
        return new WireStep(
                step.id(),
                step.sequence(),
                step.ingredientId(),
                step.ingredientName(),
                step.requiredCode(),
                grams(tolerance.target()),
                grams(tolerance.target().minus(tolerance.lowerLimit())),
                grams(tolerance.upperLimit().minus(tolerance.target())),
                step.status().word(),
                step.rules().isEmpty()
                        ? null
                        : step.rules().stream().sorted().map(LineRule::word).toList());
    }

    private static WireAttestation attestation(Attestation attestation) {
        Signature signature = attestation.signature();
        return new WireAttestation(
                attestation.stepId(),
                attestation.kind(),
                attestation.text(),
                attestation.at().toEpochMilli(),
                attestation.by(),
                attestation.dispenseId(),
                signature == null ? null : signature(signature));
    }

    private static WireDispense dispense(Dispense dispense) {
        BigDecimal potency = dispense.potencyPercent();
        return new WireDispense(
                dispense.id(),
                dispense.stepId(),
                dispense.scannedCode(),
                dispense.lotId(),
                dispense.containerId(),
                grams(dispense.net()),
                grams(dispense.gross()),
                grams(dispense.tare()),
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
                dispense.lotNumber());
    }

    private static WireSignature signature(Signature signature) {
        return new WireSignature(
                signature.userId(),
                signature.name(),
                signature.meaning().word(),
                signature.at().toEpochMilli(),
                signature.localTime(),
                signature.recordHash(),
                signature.authentication().word());
    }

    private static WireDeviation deviation(SessionDeviation deviation) {
        Signature approved = deviation.signature();
        return new WireDeviation(
                deviation.stepId(),
                deviation.kind(),
                deviation.reasonCode(),
                deviation.text(),
                deviation.at().toEpochMilli(),
                deviation.by(),
                approved == null ? null : signature(approved));
    }

    private static String grams(Mass mass) {
        return mass.inGrams().toPlainString();
    }
}
