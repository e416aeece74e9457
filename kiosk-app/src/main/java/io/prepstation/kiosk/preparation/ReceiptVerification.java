package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.sync.Receipt;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the hub's receipts against the texts they were given for.
final class ReceiptVerification {

    private final ReadHandle handle;
    private final Map<String, String> hubKeys;

    /// @param hubKeys empty where no hub is known: then only what a receipt is for can be checked
    ReceiptVerification(ReadHandle handle, Map<String, String> hubKeys) {
        this.handle = handle;
        this.hubKeys = hubKeys;
    }

    Optional<Fault> fault() {
        return Outbox.firstOfReceipts(handle, this::fault);
    }

    static boolean holdsText(ReadHandle handle, String sessionId, String contentHash) {
        return FrozenText.exists(handle, sessionId, contentHash);
    }

    static boolean holds(ReadHandle handle, Receipt receipt) {
        return Outbox.receipts(handle, receipt.sessionId()).contains(receipt);
    }

    private Optional<Fault> fault(Receipt receipt) {
        String key = key(receipt);
        if (key == null && !hubKeys.isEmpty()) {
            return fault(receipt, "it is signed with a key that is not the hub's");
        }
        if (key != null && !receipt.verifies(key)) {
            return fault(receipt, "the hub's signature does not verify");
        }
        return holdsText(handle, receipt.sessionId(), receipt.contentHash())
                ? Optional.empty()
                : fault(receipt, "it is not for the session's final text");
    }

    /// A session that came back names the hub's key under the signed head over it: the station may be at another hub by now.
    private @Nullable String key(Receipt receipt) {
        String key = hubKeys.get(receipt.hubKeyId());
        return key == null ? ReturnVerification.hubKey(handle, receipt).orElse(null) : key;
    }

    private static Optional<Fault> fault(Receipt receipt, String reason) {
        return Optional.of(new Fault("receipt of session " + receipt.sessionId(), reason));
    }
}
