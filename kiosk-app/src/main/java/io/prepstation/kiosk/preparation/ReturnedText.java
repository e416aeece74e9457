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

        record Altered(String reason) implements Result {}
    }

    private final ReadHandle handle;
    private final StationEnrolment enrolment;
    private final KeyPair key;

    ReturnedText(ReadHandle handle, StationEnrolment enrolment, KeyPair key) {
        this.handle = handle;
        this.enrolment = enrolment;
        this.key = key;
    }

    Result read(OwnSession.Entry entry, OwnSession offered) {
        try {
            UploadBundle bundle =
                    UploadBundle.parse(offered.text().getBytes(StandardCharsets.UTF_8));
            WireSession session = bundle.wireSession();
            String stationKey = keyOf(bundle.head(), offered.stationKey());
            return fault(entry, offered, bundle, session)
                    .or(() -> BundleCheck.fault(bundle, stationKey))
                    .<Result>map(Result.Altered::new)
                    .orElseGet(() ->
                            new Result.Original(
                                    bundle,
                                    WireReading.record(session),
                                    Objects.requireNonNull(session.recordHash()),
                                    offered.receipt(),
                                    stationKey));
        } catch (MalformedJson | IllegalArgumentException e) {
            return new Result.Altered("it is not what was sent: " + e.getMessage());
        }
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
        if (!session.labId().equals(enrolment.lab().labId())
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

    /// This station's own key or one that the trail names goes before what the hub says.
    private String keyOf(AuditHead head, String said) {
        String own = SigningKey.rawPublicKey(key);
        return SigningKey.idOf(own).equals(head.keyId())
                ? own
                : AnnouncedKeys.of(handle).byId(head.keyId()).orElse(said);
    }
}
