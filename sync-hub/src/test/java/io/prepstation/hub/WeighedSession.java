package io.prepstation.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
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
import io.prepstation.model.record.MalformedJson;
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
import io.prepstation.model.sync.Attachment;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A session as a station would have weighed it, each step exactly on target; the parts can be bent before it is signed.
public record WeighedSession(SessionRecord record, List<AuditEvent> audit, KeyPair key) {

    private static final Mass READABILITY = Mass.grams("0.0001");

    /// 0.2 L of a formula, by the operator `anna`.
    public static WeighedSession of(TestStation station, String formulaCode, Instant startedAt)
            throws Exception {
        return of(station, formulaCode, Amount.of("0.2", "L"), startedAt);
    }

    public static WeighedSession of(
            TestStation station, String formulaCode, Amount amount, Instant startedAt)
            throws Exception {
        FormulaVersion version = station.version(formulaCode).toVersion();
        String id = newId();
        SessionContext context =
                new SessionContext(
                        RunningHub.LAB,
                        station.enrolment.stationId(),
                        formulaCode,
                        formulaCode + " by name",
                        version.versionNo(),
                        "Anna Ek",
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
                        "anna",
                        startedAt,
                        startedAt.plusSeconds(300));
        List<Step> steps = steps(id, version, context.amount(), station.ingredients());
        SessionRecord record =
                new SessionRecord(
                        session, context, steps, dispenses(steps, startedAt), List.of(), List.of());
        return new WeighedSession(record, trail(id, startedAt), TestStation.KEY);
    }

    public String id() {
        return record.id();
    }

    /// The same weighed once more: another session with other steps.
    public WeighedSession again() {
        String id = newId();
        PreparationSession old = record.session();
        PreparationSession session =
                new PreparationSession(
                        id,
                        old.formulaId(),
                        old.formulaVersionId(),
                        old.attemptNo() + 1,
                        old.status(),
                        old.operator(),
                        old.startedAt(),
                        old.endedAt());
        List<Step> steps = record.steps().stream().map(step -> copy(step, id)).toList();
        return new WeighedSession(
                new SessionRecord(
                        session,
                        record.context(),
                        steps,
                        dispenses(steps, old.startedAt()),
                        List.of(),
                        List.of()),
                trail(id, old.startedAt()),
                key);
    }

    public WeighedSession withSession(UnaryOperator<PreparationSession> change) {
        return with(
                change.apply(record.session()),
                record.context(),
                record.steps(),
                record.dispenses(),
                record.deviations());
    }

    public WeighedSession withContext(UnaryOperator<SessionContext> change) {
        return with(
                record.session(),
                change.apply(record.context()),
                record.steps(),
                record.dispenses(),
                record.deviations());
    }

    public WeighedSession withSteps(UnaryOperator<List<Step>> change) {
        return with(
                record.session(),
                record.context(),
                change.apply(record.steps()),
                record.dispenses(),
                record.deviations());
    }

    public WeighedSession withDispenses(UnaryOperator<List<Dispense>> change) {
        return with(
                record.session(),
                record.context(),
                record.steps(),
                change.apply(record.dispenses()),
                record.deviations());
    }

    public WeighedSession withDeviation(SessionDeviation deviation) {
        return with(
                record.session(),
                record.context(),
                record.steps(),
                record.dispenses(),
                List.of(deviation));
    }

    /// Somebody stands for a weight outside its limits, and the audit trail knows the record he signed.
    public WeighedSession withOverride(String stepId, String userId, String reasonCode) {
        return withApproval(SessionDeviation.OVERRIDE, stepId, userId, reasonCode);
    }

    /// The same for a deviation of any kind that somebody must stand for.
    public WeighedSession withApproval(
            String kind, String stepId, String userId, String reasonCode) {
        Instant at = Instant.parse("2026-11-20T09:05:00Z");
        String before = SessionHashes.recordHash(record);
        SessionDeviation override =
                new SessionDeviation(
                        stepId,
                        kind,
                        reasonCode,
                        "harmless here",
                        at,
                        userId,
                        new Signature(
                                userId,
                                "Somebody",
                                Meaning.APPROVED,
                                at,
                                "2026-11-20T10:05:00+01:00",
                                before,
                                Authentication.CHOSEN));
        return withDeviation(override)
                .withAudit(trail -> {
                    List<AuditEvent> longer = new ArrayList<>(trail);
                    longer.add(
                            AuditEvent.following(
                                    trail.getLast().head(),
                                    at.toEpochMilli(),
                                    "dispense_recorded",
                                    userId,
                                    Json.object()
                                            .put("sessionId", record.id())
                                            .put("recordHash", before)));
                    return longer;
                });
    }

    /// Somebody is said to have seen every weight, and the audit trail knows the record he signed.
    ///
    /// @param signer who signed it
    public WeighedSession withWitness(String userId, String signer, Meaning meaning) {
        Instant at = Instant.parse("2026-11-20T09:05:00Z");
        String before = SessionHashes.recordHash(record);
        Signature signature =
                new Signature(
                        signer,
                        "Somebody",
                        meaning,
                        at,
                        "2026-11-20T10:05:00+01:00",
                        before,
                        Authentication.CHOSEN);
        return witnessed(
                dispense ->
                        new Attestation(
                                dispense.stepId(),
                                Attestation.WITNESSED,
                                "",
                                at,
                                userId,
                                dispense.id(),
                                signature),
                before);
    }

    private WeighedSession witnessed(Function<Dispense, Attestation> witness, String before) {
        SessionRecord seen =
                new SessionRecord(
                        record.session(),
                        record.context(),
                        record.steps(),
                        record.dispenses(),
                        record.deviations(),
                        record.dispenses().stream().map(witness).toList(),
                        List.of());
        return new WeighedSession(seen, audit, key)
                .withAudit(trail -> {
                    List<AuditEvent> longer = new ArrayList<>(trail);
                    longer.add(
                            following(
                                    trail.getLast(),
                                    "dispense_recorded",
                                    Json.object()
                                            .put("sessionId", record.id())
                                            .put("recordHash", before)));
                    return longer;
                });
    }

    public WeighedSession withAudit(UnaryOperator<List<AuditEvent>> change) {
        return new WeighedSession(record, change.apply(audit), key);
    }

    /// Signed by anna.
    public UploadBundle bundle() {
        return bundleSigned(List.of(signature(SessionHashes.recordHash(record))));
    }

    /// With an audit event for each, between the first and the last.
    WeighedSession attaching(List<Attachment> attachments) {
        return withAudit(trail -> {
            List<AuditEvent> longer = new ArrayList<>(trail.subList(0, 1));
            for (Attachment attachment : attachments) {
                ObjectNode details = Json.write(attachment).put("sessionId", record.id());
                details.remove(List.of("at", "by"));
                longer.add(following(longer.getLast(), Attachment.ADDED, details));
            }
            longer.add(
                    following(
                            longer.getLast(),
                            "session_completed",
                            Json.object().put("sessionId", record.id())));
            return longer;
        });
    }

    private static AuditEvent following(AuditEvent before, String kind, ObjectNode details) {
        return AuditEvent.following(before.head(), 1L, kind, "anna", details);
    }

    /// Signed by anna, and naming these.
    UploadBundle bundleNaming(List<Attachment> attachments) {
        UploadBundle plain = bundle();
        try {
            return UploadBundle.of(
                    plain.wireSession(), plain.audit(), plain.head(), attachments, null);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /// The revision after a refused one, signed by anna and by whoever stands for it.
    UploadBundle bundleCorrecting(UploadBundle refused, String approver) throws MalformedJson {
        int revision = refused.wireSession().revision() + 1;
        WeighedSession next = withContext(it -> Contexts.ofRevision(it, revision));
        String recordHash = SessionHashes.recordHash(next.record());
        UploadBundle signed =
                next.bundleSigned(
                        List.of(
                                signature(recordHash),
                                new Signature(
                                        approver,
                                        "Somebody",
                                        Meaning.APPROVED,
                                        Instant.parse("2026-11-20T09:15:00Z"),
                                        "2026-11-20T10:15:00+01:00",
                                        recordHash,
                                        Authentication.CHOSEN)));
        return UploadBundle.of(
                signed.wireSession(),
                signed.audit(),
                signed.head(),
                List.of(),
                refused.contentHash());
    }

    public UploadBundle bundleSigned(List<Signature> signatures) {
        String recordHash = SessionHashes.recordHash(record);
        SessionRecord signed =
                new SessionRecord(
                        record.session(),
                        record.context(),
                        record.steps(),
                        record.dispenses(),
                        record.deviations(),
                        record.attestations(),
                        signatures);
        return UploadBundle.of(WireSession.of(signed, recordHash), audit, head());
    }

    /// The end of the trail as the station signs it; of an empty one there is only the beginning.
    private AuditHead head() {
        ChainHead end = audit.isEmpty() ? ChainHead.EMPTY : audit.getLast().head();
        return AuditHead.signed(
                key, RunningHub.LAB, record.context().stationId(), end, 1_795_165_800_000L);
    }

    /// Its head signed with that key instead of the station's.
    public WeighedSession withKey(KeyPair other) {
        return new WeighedSession(record, audit, other);
    }

    public static Signature signature(String recordHash) {
        return new Signature(
                "anna",
                "Anna Ek",
                Meaning.PERFORMED,
                Instant.parse("2026-11-20T09:10:00Z"),
                "2026-11-20T10:10:00+01:00",
                recordHash,
                Authentication.CHOSEN);
    }

    public static String newId() {
        return Generators.timeBasedEpochGenerator().generate().toString();
    }

    private static Step copy(Step step, String sessionId) {
        return new Step(
                newId(),
                sessionId,
                step.sequence(),
                step.ingredientId(),
                step.requiredCode(),
                step.ingredientName(),
                step.tolerance(),
                step.status());
    }

    private WeighedSession with(
            PreparationSession session,
            SessionContext context,
            List<Step> steps,
            List<Dispense> dispenses,
            List<SessionDeviation> deviations) {
        return new WeighedSession(
                new SessionRecord(session, context, steps, dispenses, deviations, List.of()),
                audit,
                key);
    }

    private static List<Step> steps(
            String sessionId,
            FormulaVersion version,
            Amount amount,
            Map<String, WireIngredient> ingredients) {
        Scaling scaling = new Scaling(amount, version.base(), READABILITY);
        List<Step> steps = new ArrayList<>();
        for (ScaledLine line : scaling.lines(version)) {
            WireIngredient ingredient =
                    Objects.requireNonNull(ingredients.get(line.line().ingredientId()));
            steps.add(
                    new Step(
                            newId(),
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

    private static List<Dispense> dispenses(List<Step> steps, Instant startedAt) {
        Mass gross = Mass.grams("50.0000");
        List<Dispense> dispenses = new ArrayList<>();
        for (Step step : steps) {
            Mass net = step.tolerance().target();
            Mass tare = gross;
            gross = tare.plus(net);
            dispenses.add(dispense(step, net, tare, startedAt.plusSeconds(step.sequence())));
        }
        return dispenses;
    }

    /// What the balance would have sent for this net mass.
    public static Dispense dispense(Step step, Mass net, Mass tare, Instant at) {
        return new Dispense(
                newId(),
                step.id(),
                step.requiredCode(),
                null,
                null,
                net,
                tare.plus(net),
                tare,
                TareSource.BALANCE,
                net.digits(),
                "g",
                "flag",
                "S S " + " ".repeat(10 - net.digits().length()) + net.digits() + " g\r\n",
                "SIM0001",
                at,
                "anna");
    }

    private static List<AuditEvent> trail(String sessionId, Instant at) {
        AuditEvent created =
                AuditEvent.following(
                        new ChainHead(41, "a".repeat(64)),
                        at.toEpochMilli(),
                        "session_created",
                        "anna",
                        Json.object().put("sessionId", sessionId));
        AuditEvent completed =
                AuditEvent.following(
                        created.head(),
                        at.plusSeconds(300).toEpochMilli(),
                        "session_completed",
                        "anna",
                        Json.object().put("sessionId", sessionId));
        return List.of(created, completed);
    }
}
