package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.Work;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Attachment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only door through which sessions are created, weighed, ended and opened. Any thread may use it.
///
/// Every change is one transaction: what it returns as saved is on the disk, with its audit event and its operation for
/// the hub; what it refuses left nothing behind.
public final class SessionService {

    private static final Logger LOG = LoggerFactory.getLogger("Session");

    /// A row follows its file at once; who looks at the clock of another program looks generously.
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final LabDatabase database;
    private final InstantSource clock;
    private final StationFacts station;
    private final SessionCreation creation;
    private final SessionEnd end;
    private final Supplier<String> ids;
    private final @Nullable PourTrace pour;

    /// @param ids gives a new UUIDv7 each time
    public SessionService(
            LabDatabase database, InstantSource clock, Supplier<String> ids, StationFacts station) {
        this(database, clock, ids, station, null);
    }

    private SessionService(
            LabDatabase database,
            InstantSource clock,
            Supplier<String> ids,
            StationFacts station,
            @Nullable PourTrace pour) {
        this.database = database;
        this.clock = clock;
        this.station = station;
        this.ids = ids;
        this.creation = new SessionCreation(station, ids);
        this.end = new SessionEnd(station, ids);
        this.pour = pour;
    }

    /// This service for one weight whose pour was followed: how it came to be is kept in the transaction that records or
    /// rejects it.
    public SessionService following(PourTrace trace) {
        return new SessionService(database, clock, ids, station, trace);
    }

    /// Creates a session with all its steps, or nothing at all (SES-5).
    public Outcome<SessionRecord> createSessionFromFormula(CreateRequest request) {
        Outcome<SessionRecord> outcome = saving(handle -> creation.create(handle, request, now()));
        if (outcome instanceof Outcome.Saved(var record)) {
            LOG.debug("prep-start created {}", record.id());
        }
        return outcome;
    }

    /// Why a balance is not ready now; empty if it is, or if nobody can tell.
    public Optional<CheckProblem> problem(BalanceIdentity balance) {
        try {
            return database.read(handle ->
                    MasterData.lab(handle)
                            .flatMap(lab -> creation.problem(handle, balance, lab, now())));
        } catch (StoreException e) {
            LOG.warn("readiness of {} is not known: {}", balance, e.getMessage());
            return Optional.empty();
        }
    }

    /// Rescales a session, until its first weight is confirmed (SES-7).
    public Outcome<SessionRecord> changeAmount(String sessionId, AmountChange change) {
        return changing(
                sessionId, (handle, record) -> creation.rescale(handle, record, change, now()));
    }

    /// Records a confirmed weight and ends its step. Repeating the same one changes nothing.
    public Outcome<SessionRecord> recordDispense(String sessionId, Dispense dispense) {
        return recordDispense(sessionId, dispense, null);
    }

    /// The same where too much was in before.
    ///
    /// @param removed what was taken out again; null if nothing was
    public Outcome<SessionRecord> recordDispense(
            String sessionId, Dispense dispense, @Nullable Mass removed) {
        return recordDispense(sessionId, dispense, removed, null);
    }

    /// The same where the formula asks for a second person.
    ///
    /// @param witness who else saw it; null if nobody did
    public Outcome<SessionRecord> recordDispense(
            String sessionId,
            Dispense dispense,
            @Nullable Mass removed,
            @Nullable Approval witness) {
        return witnessed(
                sessionId,
                dispense,
                witness,
                (handle, record) -> Weighing.record(handle, record, dispense, removed, now()));
    }

    /// Records a mass that was typed, for which somebody with the right to stands (WEI-10). Repeating the same one changes
    /// nothing.
    public Outcome<SessionRecord> recordManual(
            String sessionId, Dispense dispense, Approval approval) {
        return changing(
                sessionId,
                (handle, record) ->
                        Performers.ifAllowed(
                                handle,
                                record,
                                dispense.by(),
                                () -> ByHand.record(handle, record, dispense, approval, now())));
    }

    /// The operator has read the hazards of a step's ingredient (WEI-14). Repeating it changes nothing.
    ///
    /// @param by user id
    public Outcome<SessionRecord> acknowledgeHazards(String sessionId, String stepId, String by) {
        return changing(
                sessionId,
                (handle, record) -> HazardNotes.acknowledge(handle, record, stepId, by, now()));
    }

    /// Records what came out of one container and leaves its step open (WEI-7). Repeating the same one changes nothing.
    ///
    /// @param witness who else saw it; null if nobody did
    public Outcome<SessionRecord> recordPart(
            String sessionId,
            Dispense dispense,
            MinimumWeightRule smallest,
            @Nullable Approval witness) {
        return witnessed(
                sessionId,
                dispense,
                witness,
                (handle, record) -> Weighing.recordPart(handle, record, dispense, smallest, now()));
    }

    /// Records an overshoot and lets the batch grow around it (WEI-8). Repeating the same one changes nothing.
    ///
    /// @param witness who else saw the overshoot; null if nobody did
    public Outcome<SessionRecord> rescale(
            String sessionId, BatchGrowth growth, @Nullable Approval witness) {
        return witnessed(
                sessionId,
                growth.overshoot(),
                witness,
                (handle, record) -> Corrections.rescale(handle, record, growth, now()));
    }

    /// Records a weight outside its limits for which a supervisor stands (WEI-8). Repeating the same one changes nothing.
    public Outcome<SessionRecord> override(String sessionId, Dispense dispense, Approval approval) {
        return weighing(
                sessionId,
                dispense,
                (handle, record) ->
                        Corrections.override(handle, record, dispense, approval, now()));
    }

    /// Keeps what stands on the balance, for going on after a power cut (SES-9).
    public Outcome<Checkpoint> saveCheckpoint(Checkpoint checkpoint) {
        return saveCheckpoint(checkpoint, null);
    }

    /// The same with what was seen of the pour so far.
    ///
    /// @param trace null if nothing was
    public Outcome<Checkpoint> saveCheckpoint(Checkpoint checkpoint, @Nullable PourTrace trace) {
        return saving(handle -> {
            PourTraces.Key pour =
                    new PourTraces.Key(
                            checkpoint.sessionId(), checkpoint.stepId(), checkpoint.tare());
            Optional<PourTrace> whole =
                    trace == null
                            ? PourTraces.running(handle, pour)
                            : Optional.of(PourTraces.whole(handle, pour, trace));
            if (SessionRepository.checkpoint(handle, checkpoint.sessionId())
                    .filter(checkpoint::samePour)
                    .isEmpty()) {
                begun(handle, checkpoint);
            }
            SessionRepository.saveCheckpoint(handle, checkpoint);
            PourTraces.checkpoint(handle, checkpoint.sessionId(), whole.orElse(null));
            return new Outcome.Saved<>(checkpoint);
        });
    }

    /// What is weighed from here on counts from this tare, so the trail has it before anything does.
    private void begun(WriteHandle handle, Checkpoint checkpoint) {
        SessionRepository.find(handle, checkpoint.sessionId())
                .ifPresent(record ->
                        SessionEvents.append(
                                handle,
                                now(),
                                SessionEvents.STEP_TARED,
                                station.stationId(),
                                record,
                                Json.object()
                                        .put("stepId", checkpoint.stepId())
                                        .put("tare", checkpoint.tare().toString())));
    }

    /// A vessel that was named was tared: which one, and what it weighed, stands in the audit trail.
    ///
    /// @param by user id
    public Outcome<SessionRecord> recordVessel(
            String sessionId, String stepId, KnownVessel vessel, Mass tare, String by) {
        return changing(
                sessionId,
                (handle, record) -> {
                    SessionEvents.append(
                            handle,
                            now(),
                            SessionEvents.VESSEL_TARED,
                            by,
                            record,
                            Json.object()
                                    .put("stepId", stepId)
                                    .put("containerId", vessel.id())
                                    .put("code", vessel.code())
                                    .put("expected", vessel.tare().toString())
                                    .put("tare", tare.toString()));
                    return new Outcome.Saved<>(record);
                });
    }

    /// A wrong code was scanned for a step; it stays in the record (WEI-3).
    ///
    /// @param by user id
    public Outcome<SessionRecord> recordNearMiss(
            String sessionId, String stepId, String expected, String scanned, String by) {
        return recordDeviation(
                sessionId,
                new SessionDeviation(
                        stepId,
                        "near_miss",
                        "",
                        "expected " + expected + ", scanned " + scanned,
                        now(),
                        by));
    }

    /// A weight that was seen and is not used: it stays in the record with its frame (WEI-12).
    ///
    /// @param by user id
    public Outcome<SessionRecord> recordRejected(String sessionId, Dispense rejected, String by) {
        return weighing(
                sessionId,
                rejected,
                (handle, record) ->
                        Weighing.reject(
                                handle,
                                record,
                                rejected,
                                new SessionDeviation(
                                        rejected.stepId(),
                                        SessionDeviation.OVERSHOOT,
                                        "rejected",
                                        "%s was rejected, frame \"%s\""
                                                .formatted(rejected.net(), rejected.rawFrame()),
                                        now(),
                                        by)));
    }

    /// Anything else that did not go as planned, such as `interrupted`.
    public Outcome<SessionRecord> recordDeviation(String sessionId, SessionDeviation deviation) {
        return changing(sessionId, (handle, record) -> Weighing.deviate(handle, record, deviation));
    }

    /// Keeps a photo or the like with a session that runs; what was recorded of it stays as it is. The same content again
    /// changes nothing.
    public Outcome<SessionRecord> attach(String sessionId, NewAttachment wish) {
        AttachmentFiles files = AttachmentFiles.of(database);
        try {
            Attachment attachment =
                    new Attachment(
                            files.keep(wish.bytes()),
                            wish.type().mediaType(),
                            wish.bytes().length,
                            wish.kind(),
                            wish.stepId(),
                            now().toEpochMilli(),
                            wish.by());
            return saving(handle -> attach(handle, files, sessionId, wish, attachment));
        } catch (StoreException e) {
            LOG.warn("not attached: {}", e.getMessage());
            return new Outcome.NotSaved<>(e);
        }
    }

    private static Outcome<SessionRecord> attach(
            WriteHandle handle,
            AttachmentFiles files,
            String sessionId,
            NewAttachment wish,
            Attachment attachment)
            throws StoreException {
        Optional<SessionRecord> record = SessionRepository.find(handle, sessionId);
        if (record.isEmpty()) {
            return unknown(sessionId);
        }
        SessionStatus status = record.get().session().status();
        return status == SessionStatus.IN_PROGRESS
                ? Attaching.attach(handle, files, record.get(), wish, attachment)
                : new Outcome.Refused<>(new Refusal.NotRunning(sessionId, status));
    }

    /// Deletes files of attachments that no session names: a power cut came between the file and its row.
    ///
    /// @return how many
    public int forgetUnnamedAttachments() throws StoreException {
        Instant before = now().minus(ON_ITS_WAY);
        AttachmentFiles files = AttachmentFiles.of(database);
        List<Path> old = files.olderThan(before);
        List<Path> unnamed = database.read(handle -> AttachmentFiles.unnamed(handle, old));
        // The bench does not wait behind a transaction that has nothing to do.
        return unnamed.isEmpty()
                ? 0
                : database.write(handle -> files.forgetUnnamed(handle, unnamed, before));
    }

    /// Ends a session whose steps are all done, signed by the person who performed it.
    public Outcome<SessionRecord> complete(
            String sessionId, User signer, Authentication authentication) {
        return changing(
                sessionId,
                (handle, record) -> end.complete(handle, record, signer, authentication, now()));
    }

    /// Gives a session up. The failure that reaches the attempt limit locks the formula.
    ///
    /// @param by user id
    public Outcome<SessionRecord> fail(
            String sessionId, String reasonCode, String text, String by) {
        return changing(
                sessionId,
                (handle, record) ->
                        end.fail(
                                handle,
                                record,
                                new SessionDeviation(null, "aborted", reasonCode, text, now(), by),
                                now()));
    }

    /// Lets a locked formula be tried again; only a supervisor may.
    public Outcome<FormulaUnlock> unlock(FormulaUnlock unlock) {
        return saving(handle -> FormulaLock.open(handle, unlock, ids.get(), now()));
    }

    /// A supervisor corrects and signs a session that the hub refused; it goes up as the next revision (SES-2).
    public Outcome<SessionRecord> correct(String sessionId, Correction correction) {
        return saving(handle ->
                SessionRepository.find(handle, sessionId)
                        .map(record -> end.correct(handle, record, correction, now()))
                        .orElseGet(() -> unknown(sessionId)));
    }

    /// The hub refused an upload for good: the operation is closed, the session says so.
    public Outcome<SessionRecord> refusedByHub(OutboxOperation operation, String reason) {
        return saving(handle ->
                SessionRepository.find(handle, operation.entityId())
                        .map(record ->
                                SessionEnd.refuse(
                                        handle,
                                        record,
                                        operation.id(),
                                        reason,
                                        station.stationId(),
                                        now()))
                        .orElseGet(() -> unknown(operation.entityId())));
    }

    /// A session goes to the hub without something that was attached to it: its audit trail says so, once.
    ///
    /// @param reason why the hub does not get it
    public Outcome<SessionRecord> sentWithout(String sessionId, String sha256, String reason) {
        return saving(handle ->
                SessionRepository.find(handle, sessionId)
                        .map(record -> {
                            SentWithout.note(
                                    handle, record, sha256, reason, station.stationId(), now());
                            return (Outcome<SessionRecord>) new Outcome.Saved<>(record);
                        })
                        .orElseGet(() -> unknown(sessionId)));
    }

    private Outcome<SessionRecord> witnessed(
            String sessionId,
            Dispense dispense,
            @Nullable Approval witness,
            BiFunction<WriteHandle, SessionRecord, Outcome<SessionRecord>> weighing) {
        return weighing(
                sessionId,
                dispense,
                (handle, record) ->
                        Witnesses.with(
                                handle,
                                record,
                                dispense,
                                witness,
                                now(),
                                () -> weighing.apply(handle, record)));
    }

    /// Keeps the pour before the weight, whose audit event has its hash; what is refused takes it back.
    private Outcome<SessionRecord> weighing(
            String sessionId,
            Dispense dispense,
            BiFunction<WriteHandle, SessionRecord, Outcome<SessionRecord>> recording) {
        return changing(
                sessionId,
                (handle, record) ->
                        Performers.ifAllowed(
                                handle,
                                record,
                                dispense.by(),
                                () -> {
                                    keepPour(handle, record, dispense);
                                    return recording.apply(handle, record);
                                }));
    }

    private void keepPour(WriteHandle handle, SessionRecord record, Dispense dispense) {
        if (pour != null && Weighing.unknown(record, dispense)) {
            PourTraces.keep(
                    handle,
                    new PourTraces.Key(record.id(), dispense.stepId(), dispense.tare()),
                    dispense.id(),
                    pour);
        }
    }

    private Outcome<SessionRecord> changing(
            String sessionId,
            BiFunction<WriteHandle, SessionRecord, Outcome<SessionRecord>> change) {
        return saving(handle ->
                SessionRepository.find(handle, sessionId)
                        .map(record -> ifRunning(record, () -> change.apply(handle, record)))
                        .orElseGet(() -> unknown(sessionId)));
    }

    private static Outcome<SessionRecord> ifRunning(
            SessionRecord record, Supplier<Outcome<SessionRecord>> change) {
        SessionStatus status = record.session().status();
        return status == SessionStatus.IN_PROGRESS
                ? change.get()
                : new Outcome.Refused<>(new Refusal.NotRunning(record.id(), status));
    }

    private static Outcome<SessionRecord> unknown(String sessionId) {
        return new Outcome.Refused<>(new Refusal.UnknownSession(sessionId));
    }

    private <T> Outcome<T> saving(Work<WriteHandle, Outcome<T>> work) {
        try {
            return database.write(handle -> standing(work.with(handle)));
        } catch (TakenBack e) {
            return new Outcome.Refused<>(e.why);
        } catch (StoreException e) {
            LOG.warn("not saved: {}", e.getMessage());
            return new Outcome.NotSaved<>(e);
        }
    }

    /// Whatever a refused change wrote before it was refused is rolled back.
    private static <T> Outcome<T> standing(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Refused(var why)) {
            throw new TakenBack(why);
        }
        return outcome;
    }

    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Refusal why;

        TakenBack(Refusal why) {
            super(why.message(), null, false, false);
            this.why = why;
        }
    }

    /// Times are kept to the millisecond, as on the wire.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
