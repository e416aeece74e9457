package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What weighing does to the stock: a lot and its container lose what came out of them, whether it stayed in the vessel or
/// became waste.
///
/// It is the station's own estimate: the hub reckons what is left from the dispenses it receives.
final class Stock {

    private Stock() {}

    /// @param removed what was taken out of the vessel again; it never goes back to the lot
    static void take(
            WriteHandle handle, SessionRecord record, Dispense dispense, @Nullable Mass removed) {
        Mass gone = removed == null ? dispense.net() : dispense.net().plus(removed);
        String lotId = dispense.lotId();
        if (lotId != null) {
            MaterialRepository.take(handle, lotId, gone);
        }
        String containerId = dispense.containerId();
        if (containerId != null) {
            grossAfter(handle, record, dispense, containerId, gone)
                    .ifPresent(gross -> MaterialRepository.weighs(handle, containerId, gross));
        }
    }

    /// By difference the container was weighed itself; else it is reckoned, where it was known before.
    private static Optional<Mass> grossAfter(
            ReadHandle handle,
            SessionRecord record,
            Dispense dispense,
            String containerId,
            Mass gone) {
        return record.byDifference(dispense)
                ? Optional.of(dispense.gross())
                : MaterialRepository.lastGross(handle, containerId)
                        .map(before -> before.minus(gone));
    }

    /// What is left of an ingredient in all its released lots; empty where nobody counts one of them.
    static Optional<Mass> left(ReadHandle handle, String ingredientId) {
        return MaterialRepository.left(handle, ingredientId);
    }
}
