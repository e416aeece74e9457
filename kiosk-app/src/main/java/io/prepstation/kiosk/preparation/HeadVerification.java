package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Receipt;
import java.util.Optional;
import java.util.Set;

/// Holds the audit trail against its signed ends: those in the file, and those that were kept elsewhere.
///
/// Hashes alone can be computed anew by anybody; the heads cannot, without the station's key.
final class HeadVerification {

    private final ReadHandle handle;
    private final AnnouncedKeys keys;
    private Set<AuditHead> returned = Set.of();
    private long lastGood;

    HeadVerification(ReadHandle handle) {
        this.handle = handle;
        this.keys = AnnouncedKeys.of(handle);
    }

    /// The trail's own hashes must have been checked before.
    Optional<Fault> fault(Evidence evidence) throws StoreException {
        Optional<Fault> inFile =
                foreignKey(evidence)
                        .or(this::repeatedKey)
                        .or(() -> AuditHeads.firstPresent(handle, this::headFault))
                        .or(this::keyThatNeverSigned)
                        .or(() -> ReturnVerification.unsigned(handle));
        if (inFile.isPresent()) {
            return inFile;
        }
        returned = ReturnVerification.heads(handle);
        return unlikeCopies(evidence);
    }

    private Optional<Fault> unlikeCopies(Evidence evidence) throws StoreException {
        for (Copies copies : evidence.copies()) {
            lastGood = 0;
            Optional<Fault> fault = copies.firstPresent(copy -> unlike(copy, evidence));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> foreignKey(Evidence evidence) {
        return evidence.stationKey()
                .filter(own -> !keys.newest().isEmpty() && !keys.newest().equals(own))
                .map(own ->
                        new Fault(
                                "station key " + SigningKey.idOf(keys.newest()),
                                "the newest key of the audit trail is not this station's, which is "
                                        + SigningKey.idOf(own)));
    }

    /// A station names a key once. Whoever put another key in between cannot name the station's own after it.
    private Optional<Fault> repeatedKey() {
        return keys.repeatedAt() == 0
                ? Optional.empty()
                : fault(
                        "audit event " + keys.repeatedAt(),
                        "it names a station key that was named before");
    }

    /// A station signs in the transaction in which it names its key; anybody can name that key, but not sign with it.
    private Optional<Fault> keyThatNeverSigned() {
        if (keys.newest().isEmpty()) {
            return Optional.empty();
        }
        String id = SigningKey.idOf(keys.newest());
        return AuditHeads.after(handle, keys.newestAt(), 1).stream()
                        .anyMatch(head -> head.keyId().equals(id))
                ? Optional.empty()
                : fault(
                        "audit event " + keys.newestAt(),
                        "it names a station key with which nothing after it is signed");
    }

    private Optional<Fault> headFault(AuditHead head) {
        String record = "signed head of audit event " + head.sequence();
        if (!isSigned(head)) {
            return fault(record, "it is not signed by this station");
        }
        return isInTrail(head)
                ? Optional.empty()
                : fault(
                        "audit event " + head.sequence(),
                        "it is not the one the station signed: the trail was written anew");
    }

    private Optional<Fault> unlike(KeptCopy copy, Evidence evidence) {
        return switch (copy) {
            case KeptCopy.Head(var head, var where) -> unlike(head, where, evidence);
            case KeptCopy.Received(var receipt, var where) -> unlike(receipt, where);
            case KeptCopy.AtHub(var id, var contentHash, var where) ->
                    ReceiptVerification.holdsText(handle, id, contentHash)
                            ? Optional.empty()
                            : notTheText(id, where);
            case KeptCopy.Unreadable(var reason, var where) -> fault(where, reason);
        };
    }

    /// What was signed before the file was put back is no end of this trail; a session that came back has it in its text.
    private Optional<Fault> unlike(AuditHead head, String where, Evidence evidence) {
        if (returned.contains(head)) {
            return Optional.empty();
        }
        if (!isSigned(head) && !evidence.stationKey().map(head::verifies).orElse(false)) {
            return fault(where, "the head is not signed by this station");
        }
        if (isInTrail(head)) {
            lastGood = Math.max(lastGood, head.sequence());
            return Optional.empty();
        }
        long end = AuditTrail.head(handle).sequence();
        return end < head.sequence()
                ? fault(
                        "audit event " + (end + 1),
                        "the trail ends before it, but %s holds the signed event %d: the trail was cut back, or an older copy of the file was put in its place"
                                .formatted(where, head.sequence()))
                : fault(
                        "audit event " + (lastGood + 1),
                        "%s holds another signed event %d: from event %d on the trail is not the one that was signed"
                                .formatted(where, head.sequence(), lastGood + 1));
    }

    private Optional<Fault> unlike(Receipt receipt, String where) {
        if (!ReceiptVerification.holdsText(handle, receipt.sessionId(), receipt.contentHash())) {
            return notTheText(receipt.sessionId(), where);
        }
        return ReceiptVerification.holds(handle, receipt)
                ? Optional.empty()
                : fault(
                        "receipt of session " + receipt.sessionId(),
                        "it is missing or altered; %s holds it".formatted(where));
    }

    private static Optional<Fault> notTheText(String sessionId, String where) {
        return fault(
                "session " + sessionId,
                "it is not the one, or not there at all, that %s holds".formatted(where));
    }

    private boolean isSigned(AuditHead head) {
        return keys.byId(head.keyId()).filter(head::verifies).isPresent();
    }

    private boolean isInTrail(AuditHead head) {
        return AuditTrail.event(handle, head.sequence())
                .filter(event -> event.hash().equals(head.hash()))
                .isPresent();
    }

    private static Optional<Fault> fault(String record, String reason) {
        return Optional.of(new Fault(record, reason));
    }
}
