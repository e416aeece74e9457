package io.prepstation.model.sync;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.WireSession.WireAttestation;
import io.prepstation.model.sync.WireSession.WireDeviation;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireSignature;
import io.prepstation.model.sync.WireSession.WireStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a session from the wire back into a record that would be written the same. Masses come back in grams, whatever the
/// balance displayed: the wire has no other unit for them.
public final class WireReading {

    private WireReading() {}

    /// @throws IllegalArgumentException for a word, number or unit that no record has
    public static SessionRecord record(WireSession wire) {
        Long endedAt = wire.endedAt();
        return new SessionRecord(
                new PreparationSession(
                        wire.id(),
                        wire.formulaId(),
                        wire.formulaVersionId(),
                        wire.attemptNo(),
                        SessionStatus.ofWord(wire.status()),
                        wire.operator(),
                        Instant.ofEpochMilli(wire.startedAt()),
                        endedAt == null ? null : Instant.ofEpochMilli(endedAt)),
                new SessionContext(
                        wire.labId(),
                        wire.stationId(),
                        wire.formulaCode(),
                        wire.formulaName(),
                        wire.formulaVersionNo(),
                        wire.operatorName(),
                        Amount.of(wire.amount(), wire.unit()),
                        wire.balanceModel(),
                        wire.balanceSerial(),
                        wire.simulated(),
                        wire.timeZone(),
                        wire.configHash(),
                        wire.revision()),
                wire.steps().stream().map(step -> step(wire.id(), step)).toList(),
                wire.dispenses().stream().map(WireReading::dispense).toList(),
                wire.deviations().stream().map(WireReading::deviation).toList(),
                Objects.requireNonNullElse(wire.attestations(), List.<WireAttestation>of()).stream()
                        .map(WireReading::attestation)
                        .toList(),
                wire.signatures().stream().map(WireReading::signature).toList());
    }

    /// @throws IllegalArgumentException for a word or number that no weighing has
    public static Dispense dispense(WireDispense wire) {
        return new Dispense(
                wire.id(),
                wire.stepId(),
                wire.scannedCode(),
                wire.lotId(),
                wire.containerId(),
                Mass.grams(wire.netG()),
                Mass.grams(wire.grossG()),
                Mass.grams(wire.tareG()),
                TareSource.ofWord(wire.tareSource()),
                wire.displayed(),
                wire.unit(),
                wire.stability(),
                wire.rawFrame(),
                wire.balanceSerial(),
                Instant.ofEpochMilli(wire.at()),
                wire.by(),
                decimal(wire.potencyPercent()),
                wire.manualReason(),
                wire.lotNumber());
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : Decimal.of(text);
    }

    private static Step step(String sessionId, WireStep wire) {
        Mass target = Mass.grams(wire.targetQtyG());
        return new Step(
                wire.id(),
                sessionId,
                wire.sequence(),
                wire.ingredientId(),
                wire.requiredCode(),
                wire.ingredientName(),
                new Tolerance(
                        target,
                        target.minus(Mass.grams(wire.toleranceLowerG())),
                        target.plus(Mass.grams(wire.toleranceUpperG()))),
                StepStatus.ofWord(wire.status()),
                rules(wire.rules()));
    }

    private static Set<LineRule> rules(@Nullable List<String> words) {
        return words == null
                ? Set.of()
                : LineRule.ofWords(words.stream().collect(Collectors.joining(" ")));
    }

    private static SessionDeviation deviation(WireDeviation wire) {
        WireSignature signature = wire.signature();
        return new SessionDeviation(
                wire.stepId(),
                wire.kind(),
                wire.reasonCode(),
                wire.text(),
                Instant.ofEpochMilli(wire.at()),
                wire.by(),
                signature == null ? null : signature(signature));
    }

    private static Attestation attestation(WireAttestation wire) {
        WireSignature signature = wire.signature();
        return new Attestation(
                wire.stepId(),
                wire.kind(),
                wire.text(),
                Instant.ofEpochMilli(wire.at()),
                wire.by(),
                wire.dispenseId(),
                signature == null ? null : signature(signature));
    }

    private static Signature signature(WireSignature wire) {
        return new Signature(
                wire.userId(),
                wire.name(),
                Meaning.ofWord(wire.meaning()),
                Instant.ofEpochMilli(wire.at()),
                wire.localTime(),
                wire.recordHash(),
                Authentication.ofWord(wire.authentication()));
    }
}
