package io.prepstation.hub.sync;

import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/// Compares one stored session with its own hashes, its columns and its receipt.
final class StoredSessionCheck {

    private final StoredSession stored;
    private final HubIdentity identity;

    StoredSessionCheck(StoredSession stored, HubIdentity identity) {
        this.stored = stored;
        this.identity = identity;
    }

    /// Whether the text is, to the byte, an upload with that content hash.
    static boolean isBundle(String text, String contentHash) {
        return bundle(text, contentHash).isPresent();
    }

    Optional<String> fault() {
        String altered = "session " + stored.id() + " was altered: ";
        Optional<UploadBundle> bundle = bundle(stored.bundle(), stored.contentHash());
        if (bundle.isEmpty()) {
            return Optional.of(altered + "its text does not have its hash");
        }
        try {
            if (!sameColumns(bundle.get())) {
                return Optional.of(altered + "a column differs from its text");
            }
            Receipt receipt = Json.read(Json.parseObject(stored.receipt()), Receipt.class);
            return isOfSession(receipt)
                    ? Optional.empty()
                    : Optional.of(altered + "its receipt does not verify");
        } catch (MalformedJson e) {
            return Optional.of(altered + e.getMessage());
        }
    }

    private static Optional<UploadBundle> bundle(String text, String contentHash) {
        try {
            UploadBundle bundle = UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8));
            boolean same = bundle.text().equals(text) && bundle.contentHash().equals(contentHash);
            return same ? Optional.of(bundle) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private boolean sameColumns(UploadBundle bundle) throws MalformedJson {
        WireSession session = bundle.wireSession();
        boolean auditHead =
                bundle.audit().stream()
                        .anyMatch(event ->
                                event.sequence() == stored.auditSequence()
                                        && event.hash().equals(stored.auditHash()));
        return auditHead
                && session.id().equals(stored.id())
                && session.labId().equals(stored.labId())
                && session.formulaId().equals(stored.formulaId())
                && stored.formulaVersionId().equals(session.formulaVersionId())
                && session.status().equals(stored.status())
                && session.startedAt() == stored.startedAt()
                && Objects.equals(session.recordHash(), stored.recordHash());
    }

    private boolean isOfSession(Receipt receipt) {
        return receipt.verifies(identity.publicKey())
                && receipt.sessionId().equals(stored.id())
                && receipt.contentHash().equals(stored.contentHash())
                && receipt.feedSeq() == stored.feedSeq()
                && CanonicalJson.of(Json.write(receipt)).equals(stored.receipt());
    }
}
