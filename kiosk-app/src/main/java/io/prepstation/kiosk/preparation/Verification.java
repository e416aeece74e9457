package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.CounterCheck;
import io.prepstation.kiosk.store.FileDamage;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.Restores;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionRowCheck;
import io.prepstation.kiosk.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Recomputes everything that proves a lab's records: audit chain, rows, frozen texts, signatures, raw frames, attachments,
/// receipts (REC-1). It reads one consistent state and holds one session at a time.
///
/// What it cannot see alone: a file that was cut back as a whole to an earlier state. Copies of the signed heads and of
/// the hub's receipts kept elsewhere show that; what none of them reached yet, nothing shows.
public final class Verification {

    /// The first record that is not the original one.
    ///
    /// @param record what it is, such as `audit event 17`
    public record Fault(String record, String reason) {}

    /// @param events audit events that were recomputed
    /// @param sessions sessions that were found intact
    /// @param fault null if everything is intact
    /// @param attachments every file that is missing or altered, which is looked at when all else is intact; the fault is its first
    /// @param returned how the file was put back, and what came back from the hub
    public record Report(
            long events,
            long sessions,
            @Nullable Fault fault,
            List<Fault> attachments,
            Returned returned) {

        public Report {
            attachments = List.copyOf(attachments);
        }

        public boolean intact() {
            return fault == null;
        }
    }

    /// After a restore the trail goes on from where the backup ended. What was between is proven by slices: those of the sessions
    /// that came back, each under the head that was signed at its end and the hub's receipt.
    ///
    /// @param restores how often the file was put back, as the trail says
    /// @param sessions how many came back from the hub; they are among the sessions that were found intact
    public record Returned(int restores, int sessions) {

        public static final Returned NONE = new Returned(0, 0);

        public boolean none() {
            return equals(NONE);
        }
    }

    private Verification() {}

    /// Opens the lab's file and verifies it. A file that cannot be opened as a lab's is a fault of its own.
    ///
    /// @throws StoreException if the file cannot be read, but not because it is damaged
    public static Report of(Path data, LabKey lab, Evidence evidence) throws StoreException {
        try (LabDatabase database = LabDatabase.open(data, lab)) {
            return of(database, evidence);
        } catch (StoreException e) {
            return unlessDamaged(e);
        }
    }

    /// @throws StoreException if the file cannot be read, but not because it is damaged
    public static Report of(LabDatabase database, Evidence evidence) throws StoreException {
        try {
            AttachmentFiles files = AttachmentFiles.of(database);
            return database.read(handle -> of(handle, database.lab(), files, evidence));
        } catch (StoreException e) {
            return unlessDamaged(e);
        }
    }

    private static Report unlessDamaged(StoreException e) throws StoreException {
        return switch (e.reason()) {
            case CORRUPT, IO_ERROR, SCHEMA_NEWER, REFUSED ->
                    new Report(
                            0,
                            0,
                            new Fault("database file", String.valueOf(e.getMessage())),
                            List.of(),
                            Returned.NONE);
            case DISK_FULL, BUSY, NOT_USABLE, CLOSED -> throw e;
        };
    }

    private static Report of(
            ReadHandle handle, LabKey lab, AttachmentFiles files, Evidence evidence)
            throws StoreException {
        AtomicLong sessions = new AtomicLong();
        Optional<Fault> inTrail = brokenChain(handle);
        Optional<Fault> unlikeHeads =
                inTrail.isPresent() ? inTrail : new HeadVerification(handle).fault(evidence);
        Optional<Fault> fault =
                unlikeHeads
                        .or(() -> missingSession(handle))
                        .or(() -> alteredUnlock(handle))
                        .or(() -> alteredCounter(handle))
                        .or(() -> alteredBalance(handle, lab))
                        .or(() -> alteredSession(handle, sessions))
                        .or(() -> new ReceiptVerification(handle, evidence.hubKeys()).fault())
                        .or(() -> damagedFile(handle));
        long events = inTrail.isPresent() ? 0 : AuditTrail.head(handle).sequence();
        if (fault.isPresent()) {
            return new Report(events, sessions.get(), fault.get(), List.of(), Returned.NONE);
        }
        // Last, and all of them: a photo that is lost stays lost, and must hide nothing.
        List<Fault> lost = new AttachmentVerification(handle).faultsOf(files);
        Returned returned = new Returned(Restores.count(handle), ReturnedRows.count(handle));
        return new Report(
                events, sessions.get(), lost.isEmpty() ? null : lost.getFirst(), lost, returned);
    }

    private static Optional<Fault> damagedFile(ReadHandle handle) {
        return FileDamage.first(handle).map(damage -> new Fault("database file", damage));
    }

    private static Optional<Fault> alteredCounter(ReadHandle handle) {
        return CounterCheck.unlikeTheTrail(handle)
                .map(id ->
                        new Fault(
                                "lock of formula " + id,
                                "attempts, failures or lock are not what the audit trail leads to"));
    }

    private static Optional<Fault> alteredBalance(ReadHandle handle, LabKey lab) {
        return BalanceRegister.unlikeTheTrail(handle, lab.labId())
                .map(what -> new Fault(what, "it is not what the audit trail says"));
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

    private static Optional<Fault> alteredSession(ReadHandle handle, AtomicLong intact) {
        SessionVerification verification = new SessionVerification(handle);
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
