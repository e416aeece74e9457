package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireReading;
import io.prepstation.model.sync.WireSession;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Holds what the hub gives back against itself: letter for letter the upload with that hash, under this hub's receipt, from
/// this lab, its slice of the trail under a head that the station signed.
final class ReturnedText {

    sealed interface Result {

        /// @param stationKey the raw public key that its head is signed with
        record Original(
                UploadBundle bundle,
                SessionRecord record,
                String recordHash,
                Receipt receipt,
                String stationKey)
                implements Result {}

        /// Of a station whose key is not known here, and that nobody named.
        record OfAnother(String stationId) implements Result {}

        record Altered(String reason) implements Result {}
    }

    private final ReadHandle handle;
    private final StationEnrolment enrolment;
    private final KeyPair key;
    private final Set<String> followed;

    /// @param followed stations whose place this one took, as a person at it said
    ReturnedText(ReadHandle handle, StationEnrolment enrolment, KeyPair key, Set<String> followed) {
        this.handle = handle;
        this.enrolment = enrolment;
        this.key = key;
        this.followed = followed;
    }

    Result read(OwnSession.Entry entry, OwnSession offered) {
        try {
            UploadBundle bundle =
                    UploadBundle.parse(offered.text().getBytes(StandardCharsets.UTF_8));
            WireSession session = bundle.wireSession();
            Optional<String> fault = fault(entry, offered, bundle, session);
            return fault.isPresent()
                    ? new Result.Altered(fault.get())
                    : underItsKey(offered, bundle, session);
        } catch (MalformedJson | IllegalArgumentException e) {
            return new Result.Altered("it is not what was sent: " + e.getMessage());
        }
    }

    private Result underItsKey(OwnSession offered, UploadBundle bundle, WireSession session) {
        Optional<String> key = keyOf(bundle.head()).or(() -> keyOfFollowed(offered, session));
        if (key.isEmpty()) {
            return session.stationId().equals(enrolment.stationId())
                    ? new Result.Altered("it is not signed with a key of this station")
                    : new Result.OfAnother(session.stationId());
        }
        Optional<String> fault = BundleCheck.fault(bundle, key.get());
        return fault.isPresent()
                ? new Result.Altered(fault.get())
                : new Result.Original(
                        bundle,
                        WireReading.record(session),
                        Objects.requireNonNull(session.recordHash()),
                        offered.receipt(),
                        key.get());
    }

    private Optional<String> fault(
            OwnSession.Entry entry, OwnSession offered, UploadBundle bundle, WireSession session) {
        if (!bundle.text().equals(offered.text())) {
            return Optional.of("it is not what was sent: its text is not in canonical form");
        }
        if (!session.id().equals(entry.sessionId())
                || !bundle.contentHash().equals(entry.contentHash())) {
            return Optional.of("it is another one than the hub named");
        }
        AuditHead head = bundle.head();
        if (!enrolment.lab().labId().equals(session.labId())
                || !head.labId().equals(session.labId())
                || !head.stationId().equals(session.stationId())) {
            return Optional.of("it is of another lab or station");
        }
        if (SessionStatus.ofWord(session.status()) == SessionStatus.IN_PROGRESS) {
            return Optional.of("it has not ended");
        }
        return receiptFault(offered.receipt(), session, bundle);
    }

    private Optional<String> receiptFault(
            Receipt receipt, WireSession session, UploadBundle bundle) {
        boolean ours =
                receipt.sessionId().equals(session.id())
                        && receipt.contentHash().equals(bundle.contentHash())
                        && receipt.hubKeyId().equals(enrolment.hubKeyId())
                        && receipt.verifies(enrolment.hubPublicKey());
        return ours
                ? Optional.empty()
                : Optional.of("the hub's receipt is not for it, or not signed by the hub");
    }

    /// This station's own key, or one that its trail names.
    private Optional<String> keyOf(AuditHead head) {
        String own = SigningKey.rawPublicKey(key);
        return SigningKey.idOf(own).equals(head.keyId())
                ? Optional.of(own)
                : AnnouncedKeys.of(handle).byId(head.keyId());
    }

    /// What the hub says is asked for no other station than those a person named, and never for this one.
    private Optional<String> keyOfFollowed(OwnSession offered, WireSession session) {
        String station = session.stationId();
        return followed.contains(station) && !station.equals(enrolment.stationId())
                ? Optional.of(offered.stationKey())
                : Optional.empty();
    }
}
