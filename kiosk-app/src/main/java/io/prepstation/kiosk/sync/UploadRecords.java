package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Nights;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.QueuedUpload;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.kiosk.store.StuckOperations;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.store.UploadQueue;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.kiosk.sync.UploadOutcome.Conflicted;
import io.prepstation.kiosk.sync.UploadOutcome.Held;
import io.prepstation.kiosk.sync.UploadOutcome.Postponed;
import io.prepstation.kiosk.sync.UploadOutcome.Received;
import io.prepstation.kiosk.sync.UploadOutcome.Rejected;
import io.prepstation.kiosk.sync.UploadOutcome.SetAside;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.Nightly;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outbox as the engine sees it: each outcome is kept in one transaction.
final class UploadRecords {

    /// Sessions looked at in one go; the outbox may hold thousands.
    private static final int NEXT = 50;

    private static final Logger LOG = LoggerFactory.getLogger("SyncEngine");

    private final LabDatabase database;
    private final SessionService sessions;
    private final InstantSource clock;
    private final Duration longestPause;
    private final String stationId;

    UploadRecords(
            LabDatabase database, SessionService sessions, SyncSetup setup, String stationId) {
        this.database = database;
        this.sessions = sessions;
        this.clock = setup.clock();
        this.stationId = stationId;
        this.longestPause = setup.rules().longestPause();
    }

    Backlog backlog() throws StoreException {
        Instant latest = clock.instant().plus(longestPause);
        return database.read(handle -> {
            UploadQueue.Waiting waiting = UploadQueue.waiting(handle);
            UploadQueue.Waiting edits = PushQueue.waiting(handle);
            int conflicts = Conflicts.count(handle);
            return new Backlog(
                    waiting.count() + edits.count(),
                    earlier(waiting.oldest(), edits.oldest()),
                    UploadQueue.held(handle).orElse(null),
                    trouble(handle, conflicts).orElse(null),
                    UploadQueue.next(handle, latest, NEXT).stream().map(UploadRecords::of).toList(),
                    new Backlog.Edits(
                            edits.count(),
                            PushQueue.nextAttempt(handle),
                            conflicts,
                            SyncState.get(handle, FeedPages.CURSOR).isPresent(),
                            FeedPages.isBehind(handle)),
                    new Backlog.Night(nightly(handle), Nights.last(handle).orElse(null)));
        });
    }

    /// Conflicts are told by themselves; a change that waits behind one goes when somebody has chosen.
    private static Optional<String> trouble(ReadHandle handle, int conflicts) {
        Optional<String> session = UploadQueue.trouble(handle);
        return session.isPresent() || conflicts > 0
                ? session
                : StuckOperations.newestChange(handle);
    }

    /// By the lab's zone, which the hub may change.
    private Nightly nightly(ReadHandle handle) {
        return Nightly.of(stationId, MasterData.zone(handle));
    }

    /// A night is through; whether its day is done is said in the log.
    void nightOver(Instant at) throws StoreException {
        UploadDay day =
                database.write(handle -> {
                    Nights.keep(handle, at);
                    Nightly nightly = nightly(handle);
                    return UploadDay.of(handle, nightly.dayBefore(at), nightly.zone());
                });
        LOG.info(
                "lab {}: the night is through; of {} sessions of {} the hub has {}",
                database.lab().labId(),
                day.ended(),
                day.day(),
                day.atHub());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /// The text to send, marked as sent before its first byte leaves.
    String markSent(WaitingUpload upload) throws StoreException {
        return database.write(handle -> {
            UploadQueue.markSent(handle, upload.operationId(), clock.instant());
            return operation(handle, upload).payload();
        });
    }

    /// What the session names; the bytes are to be at the hub before it.
    List<Attachment> attachments(WaitingUpload upload) throws StoreException {
        return database.read(handle -> SessionAttachments.ofSession(handle, upload.sessionId()));
    }

    /// A session is about to go up without something that it names.
    void without(String sessionId, Attachment attachment, String reason) throws StoreException {
        done(sessions.sentWithout(sessionId, attachment.sha256(), reason));
    }

    void keep(UploadOutcome outcome) throws StoreException {
        if (outcome instanceof Rejected rejected) {
            reject(rejected);
        } else {
            database.write(handle -> kept(handle, outcome));
        }
    }

    private static UploadOutcome kept(WriteHandle handle, UploadOutcome outcome)
            throws StoreException {
        String id = outcome.upload().operationId();
        switch (outcome) {
            case Received(_, var receipt) -> Outbox.acknowledge(handle, receipt);
            case Conflicted(_, var reason) -> UploadQueue.conflict(handle, id, reason);
            case Postponed(var upload, var failures, var until, var reason) -> {
                if (failures > upload.ownFailures()) {
                    Outbox.fail(handle, id, until, reason);
                } else {
                    Outbox.postpone(handle, id, until, reason);
                }
            }
            case Held(_, var reason) -> Outbox.hold(handle, reason);
            case SetAside(_, var reason) -> UploadQueue.setAside(handle, id, reason);
            case Rejected(_, _, var reason) -> Outbox.reject(handle, id, reason);
        }
        return outcome;
    }

    /// Changes the session as well, which is the session service's to do.
    private void reject(Rejected rejected) throws StoreException {
        String field = rejected.field();
        String reason = field == null ? rejected.reason() : field + ": " + rejected.reason();
        OutboxOperation operation = database.read(handle -> operation(handle, rejected.upload()));
        done(sessions.refusedByHub(operation, reason));
    }

    private static void done(Outcome<?> outcome) throws StoreException {
        switch (outcome) {
            case Outcome.Saved<?> _ -> {
                // The session says so now.
            }
            case Outcome.Refused<?>(var why) ->
                    throw new StoreException(Reason.REFUSED, why.message());
            case Outcome.NotSaved<?>(var failure) -> throw failure;
        }
    }

    private static OutboxOperation operation(ReadHandle handle, WaitingUpload upload)
            throws StoreException {
        return Outbox.find(handle, upload.operationId())
                .orElseThrow(() ->
                        new StoreException(
                                Reason.CORRUPT,
                                "The upload of session "
                                        + upload.sessionId()
                                        + " is gone from the outbox. Run: station verify"));
    }

    private static WaitingUpload of(QueuedUpload queued) {
        return new WaitingUpload(
                queued.operationId(),
                queued.sessionId(),
                queued.contentHash(),
                queued.attempts(),
                queued.nextAttemptAt());
    }
}
