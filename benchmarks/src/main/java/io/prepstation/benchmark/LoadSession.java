package io.prepstation.benchmark;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireSession;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finished sessions of one formula, each step exactly on target, as a hub must accept them.
///
/// @param code of the formula
/// @param key signs the trail of every station
record LoadSession(
        String code, FormulaVersion version, Map<String, WireIngredient> ingredients, KeyPair key) {

    private static final Mass READABILITY = Mass.grams("0.0001");
    private static final TimeOrderedIds IDS = new TimeOrderedIds();

    /// A session of its own each time.
    UploadBundle weighed(String labId, String stationId, Instant at) {
        String id = IDS.get();
        Amount amount = Amount.of("0.2", "L");
        SessionContext context =
                new SessionContext(
                        labId,
                        stationId,
                        code,
                        code,
                        version.versionNo(),
                        LoadedHub.OPERATOR_NAME,
                        amount,
                        "SIM520",
                        "SIM0001",
                        true,
                        "Europe/Berlin",
                        "0".repeat(64),
                        1);
        PreparationSession session =
                new PreparationSession(
                        id,
                        version.formulaId(),
                        version.id(),
                        1,
                        SessionStatus.COMPLETED,
                        LoadedHub.OPERATOR,
                        at,
                        at.plusSeconds(300));
        List<Step> steps = steps(id, amount);
        SessionRecord unsigned =
                new SessionRecord(
                        session, context, steps, dispenses(steps, at), List.of(), List.of());
        return signed(unsigned, at);
    }

    private UploadBundle signed(SessionRecord record, Instant at) {
        String recordHash = SessionHashes.recordHash(record);
        Signature signature =
                new Signature(
                        LoadedHub.OPERATOR,
                        LoadedHub.OPERATOR_NAME,
                        Meaning.PERFORMED,
                        at.plusSeconds(310),
                        at.plusSeconds(310).toString(),
                        recordHash,
                        Authentication.CHOSEN);
        SessionRecord signed =
                new SessionRecord(
                        record.session(),
                        record.context(),
                        record.steps(),
                        record.dispenses(),
                        record.deviations(),
                        List.of(signature));
        AuditEvent completed =
                AuditEvent.following(
                        new ChainHead(41, "a".repeat(64)),
                        at.toEpochMilli(),
                        "session_completed",
                        LoadedHub.OPERATOR,
                        Json.object().put("sessionId", record.session().id()));
        SessionContext context = record.context();
        AuditHead head =
                AuditHead.signed(
                        key,
                        context.labId(),
                        context.stationId(),
                        completed.head(),
                        at.toEpochMilli());
        return UploadBundle.of(WireSession.of(signed, recordHash), List.of(completed), head);
    }

    private List<Step> steps(String sessionId, Amount amount) {
        List<Step> steps = new ArrayList<>();
        for (ScaledLine line : new Scaling(amount, version.base(), READABILITY).lines(version)) {
            WireIngredient ingredient =
                    Objects.requireNonNull(ingredients.get(line.line().ingredientId()));
            steps.add(
                    new Step(
                            IDS.get(),
                            sessionId,
                            line.line().sequence(),
                            ingredient.id(),
                            ingredient.code(),
                            ingredient.name(),
                            line.tolerance(),
                            StepStatus.DONE));
        }
        return steps;
    }

    private static List<Dispense> dispenses(List<Step> steps, Instant at) {
        Mass gross = Mass.grams("50.0000");
        List<Dispense> dispenses = new ArrayList<>();
        for (Step step : steps) {
            Mass net = step.tolerance().target();
            Mass tare = gross;
            gross = tare.plus(net);
            String digits = net.digits();
            dispenses.add(
                    new Dispense(
                            IDS.get(),
                            step.id(),
                            step.requiredCode(),
                            null,
                            null,
                            net,
                            gross,
                            tare,
                            TareSource.BALANCE,
                            digits,
                            "g",
                            "flag",
                            "S S " + " ".repeat(10 - digits.length()) + digits + " g\r\n",
                            "SIM0001",
                            at.plusSeconds(step.sequence()),
                            LoadedHub.OPERATOR));
        }
        return dispenses;
    }
}
