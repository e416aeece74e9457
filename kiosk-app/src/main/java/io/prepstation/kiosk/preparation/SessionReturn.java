package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.SessionHashes;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Takes a session back that the hub has and this station lost, whole in one transaction or not at all (STO-10). It stays what
/// it is: the text that was signed, under the head of the trail as it was then, with the hub's receipt. Nothing waits
/// for the hub, no stock moves; the trail says that it came back, and is signed again.
public final class SessionReturn {

    /// What became of one.
    public sealed interface Result {

        record CameBack() implements Result {}

        /// It is here already, with that content.
        record Known() implements Result {}

        /// It is not what this station sent, or something else is here under its id.
        record Refused(String reason) implements Result {}

        /// It is of a station whose key is not known here, and that nobody named.
        record OfAnother(String stationId) implements Result {}

        /// It runs on the bench.
        record Runs() implements Result {}
    }

    private final LabDatabase database;
    private final StationEnrolment enrolment;
    private final KeyPair key;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Set<String> followed;

    /// @param key the station's own, which signs that it came back
    /// @param ids gives a new UUIDv7 each time
    public SessionReturn(
            LabDatabase database,
            StationEnrolment enrolment,
            KeyPair key,
            InstantSource clock,
            Supplier<String> ids) {
        this(database, enrolment, key, clock, ids, Set.of());
    }

    private SessionReturn(
            LabDatabase database,
            StationEnrolment enrolment,
            KeyPair key,
            InstantSource clock,
            Supplier<String> ids,
            Set<String> followed) {
        this.database = database;
        this.enrolment = enrolment;
        this.key = key;
        this.clock = clock;
        this.ids = ids;
        this.followed = Set.copyOf(followed);
    }

    /// The same for sessions of other stations too, whose place this one took as a person at it said: of these alone the hub's
    /// word is taken for the key they signed with.
    ///
    /// @param former ids of those stations
    public SessionReturn following(Set<String> former) {
        return new SessionReturn(database, enrolment, key, clock, ids, former);
    }

    /// Whether the session is here, with that content.
    public boolean has(OwnSession.Entry entry) throws StoreException {
        return database.read(handle ->
                ReceiptVerification.holdsText(handle, entry.sessionId(), entry.contentHash()));
    }

    /// @param idle whether nobody prepares anything at this station: then a session that ran when the backup was made is ended
    ///     as it ended
    /// @throws StoreException if the file cannot be written
    public Result take(OwnSession.Entry entry, OwnSession offered, boolean idle)
            throws StoreException {
        Instant now = clock.instant();
        try {
            return database.write(handle -> {
                ReturnedText text = new ReturnedText(handle, enrolment, key, followed);
                return switch (text.read(entry, offered)) {
                    case ReturnedText.Result.Altered(var reason) -> new Result.Refused(reason);
                    case ReturnedText.Result.OfAnother(var station) ->
                            new Result.OfAnother(station);
                    case ReturnedText.Result.Original original -> take(handle, original, idle, now);
                };
            });
        } catch (StoreException e) {
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            return new Result.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Result take(
            WriteHandle handle, ReturnedText.Result.Original original, boolean idle, Instant now)
            throws StoreException {
        SessionRecord ended = original.record();
        SessionRecord here = SessionRepository.find(handle, ended.id()).orElse(null);
        if (here == null) {
            ReturnedRows.insert(handle, ended);
        } else if (ReceiptVerification.holdsText(
                handle, ended.id(), original.bundle().contentHash())) {
            return new Result.Known();
        } else if (here.session().status() != SessionStatus.IN_PROGRESS) {
            if (!isCorrection(handle, original)) {
                return new Result.Refused(
                        "it ended here with another content than at the hub; both are kept, compare them");
            }
            ReturnedRows.correct(handle, here, ended);
        } else if (!idle) {
            return new Result.Runs();
        } else if (!isBeginning(handle, original)) {
            return new Result.Refused(
                    "it went on here otherwise than at the hub; both are kept, compare them");
        } else {
            ReturnedRows.complete(handle, here, ended);
        }
        finish(handle, original, now);
        return new Result.CameBack();
    }

    /// Whether all that this trail says of the session stands in its text too, as it began.
    private static boolean isBeginning(ReadHandle handle, ReturnedText.Result.Original original) {
        List<AuditEvent> events = AuditTrail.ofSession(handle, original.record().id());
        List<AuditEvent> whole = original.bundle().audit();
        return events.size() <= whole.size() && events.equals(whole.subList(0, events.size()));
    }

    /// Whether it is a later revision of the one that ended here, which the hub had refused.
    private static boolean isCorrection(ReadHandle handle, ReturnedText.Result.Original original) {
        try {
            Set<String> replaced = ReturnVerification.replaced(original.bundle());
            return isBeginning(handle, original)
                    && FrozenText.find(handle, original.record().id())
                            .filter(text -> replaced.contains(text.contentHash()))
                            .isPresent();
        } catch (MalformedJson e) {
            return false;
        }
    }

    private void finish(WriteHandle handle, ReturnedText.Result.Original original, Instant now)
            throws StoreException {
        SessionRecord record = SessionRepository.find(handle, original.record().id()).orElseThrow();
        String recordHash = SessionHashes.recordHash(record);
        if (!recordHash.equals(original.recordHash())) {
            throw new StoreException(
                    Reason.REFUSED, "its text says something that this program cannot keep");
        }
        FrozenText text =
                FrozenText.of(
                        record.id(), record.context().revision(), original.bundle(), recordHash);
        text.insert(handle);
        List<Attachment> known = SessionAttachments.ofSession(handle, record.id());
        original.bundle().attachments().stream()
                .filter(attachment -> !known.contains(attachment))
                .forEach(one -> SessionAttachments.insert(handle, record.id(), one));
        FormulaCounter.returned(handle, record.session());
        AuditHeads.announce(handle, key, enrolment.stationId(), now);
        SessionEvents.append(
                handle, now, ReturnedRows.EVENT, enrolment.stationId(), record, said(original));
        AuditHeads.sign(handle, key, enrolment.lab().labId(), enrolment.stationId(), now);
        // As if it had been sent from this file: a hub that is put back in its turn gets it again.
        // Of another key it takes none.
        if (original.stationKey().equals(SigningKey.rawPublicKey(key))) {
            Outbox.enqueueUpload(handle, ids.get(), text, enrolment.stationId(), now);
        }
        Outbox.acknowledge(handle, original.receipt());
    }

    private ObjectNode said(ReturnedText.Result.Original original) {
        ObjectNode details =
                Json.object()
                        .put(ReturnVerification.CONTENT_HASH, original.bundle().contentHash())
                        .put("attemptNo", original.record().session().attemptNo())
                        .put("status", original.record().session().status().word())
                        .put(ReturnVerification.STATION_KEY, original.stationKey())
                        .put(ReturnVerification.HUB_KEY, enrolment.hubPublicKey());
        details.set(ReturnVerification.AUDIT_HEAD, Json.write(original.bundle().head()));
        details.set(ReturnVerification.RECEIPT, Json.write(original.receipt()));
        return details;
    }
}
