package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FormulaCounter.UnlockRow;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import java.time.Instant;

/// Opens a formula again that too many failed attempts have locked (SES-2).
final class FormulaLock {

    private FormulaLock() {}

    static Outcome<FormulaUnlock> open(
            WriteHandle handle, FormulaUnlock unlock, String id, Instant now) {
        if (!unlock.by().may(Permission.UNLOCK_FORMULA)) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(unlock.by().name(), "unlock formulas"));
        }
        var formulaId = MasterData.formulaId(handle, unlock.formulaCode());
        if (formulaId.isEmpty() || !FormulaCounter.locked(handle, formulaId.get())) {
            return new Outcome.Refused<>(new Refusal.NotLocked(unlock.formulaCode()));
        }
        FormulaCounter.unlock(
                handle,
                new UnlockRow(
                        id,
                        formulaId.get(),
                        unlock.by(),
                        unlock.reason(),
                        now,
                        unlock.authentication()));
        AuditTrail.append(
                handle,
                now,
                "formula_unlocked",
                unlock.by().id(),
                Json.object()
                        .put("unlockId", id)
                        .put("formulaId", formulaId.get())
                        .put("name", unlock.by().name())
                        .put("reason", unlock.reason())
                        .put("authentication", unlock.authentication().word()));
        return new Outcome.Saved<>(unlock);
    }
}
