package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRowCheck;
import io.prepstation.kiosk.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Recomputes everything that proves a lab's records: audit chain, rows, frozen texts, signatures, raw frames, receipts
/// (REC-1). It reads one consistent state and holds one session at a time.
///
/// What it cannot see alone: a file that was cut back as a whole to an earlier state, and a hub's receipt whose key it
/// was not given.
public final class Verification {

    /// The first record that is not the original one.
    ///
    /// @param record what it is, such as `audit event 17`
    public record Fault(String record, String reason) {}

    /// @param events audit events that were recomputed
    /// @param sessions sessions that were found intact
    /// @param fault null if everything is intact
    public record Report(long events, long sessions, @Nullable Fault fault) {
        public boolean intact() {
            return fault == null;
        }
    }

    private Verification() {}

    /// @param hubKeys raw public keys of the hub by their id; receipts of other keys are not checked
    public static Report of(LabDatabase database, Map<String, String> hubKeys)
            throws StoreException {
        return database.read(handle -> of(handle, hubKeys));
    }

    private static Report of(ReadHandle handle, Map<String, String> hubKeys) {
        long events = AuditTrail.head(handle).sequence();
        AtomicLong sessions = new AtomicLong();
        Optional<Fault> fault =
                brokenChain(handle)
                        .or(() -> missingSession(handle))
                        .or(() -> alteredUnlock(handle))
                        .or(() -> alteredSession(handle, hubKeys, sessions));
        return new Report(events, sessions.get(), fault.orElse(null));
    }

    private static Optional<Fault> brokenChain(ReadHandle handle) {
        return AuditTrail.firstBreak(handle)
                .map(broken -> new Fault("audit event " + broken.sequence(), broken.reason()));
    }

    private static Optional<Fault> missingSession(ReadHandle handle) {
        return SessionRowCheck.missingSession(handle)
                .map(id -> new Fault("session " + id, "the audit trail names it, but it is gone"));
    }

    private static Optional<Fault> alteredUnlock(ReadHandle handle) {
        return FormulaCounter.unlockUnlikeItsEvent(handle)
                .map(id -> new Fault("unlock " + id, "it is not what the audit trail says"));
    }

    private static Optional<Fault> alteredSession(
            ReadHandle handle, Map<String, String> hubKeys, AtomicLong intact) {
        SessionVerification verification = new SessionVerification(handle, hubKeys);
        return SessionRowCheck.firstOfSessions(
                handle,
                id -> {
                    Optional<Fault> fault = verification.fault(id);
                    if (fault.isEmpty()) {
                        intact.incrementAndGet();
                    }
                    return fault;
                });
    }
}
