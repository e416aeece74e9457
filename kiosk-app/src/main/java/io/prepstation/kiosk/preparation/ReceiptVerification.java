package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.model.sync.Receipt;
import java.util.Map;
import java.util.Optional;

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
        String key = hubKeys.get(receipt.hubKeyId());
        if (key == null && !hubKeys.isEmpty()) {
            return fault(receipt, "it is signed with a key that is not the hub's");
        }
        if (key != null && !receipt.verifies(key)) {
            return fault(receipt, "the hub's signature does not verify");
        }
        if (key == null && !hubKeys.isEmpty() && ReturnedRows.isOne(handle, receipt.sessionId())) {
            return fault(
                    receipt, "of a session that came back from a hub whose key is not known here");
        }
        return holdsText(handle, receipt.sessionId(), receipt.contentHash())
                ? Optional.empty()
                : fault(receipt, "it is not for the session's final text");
    }

    private static Optional<Fault> fault(Receipt receipt, String reason) {
        return Optional.of(new Fault("receipt of session " + receipt.sessionId(), reason));
    }
}
