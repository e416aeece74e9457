package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What weighing does to the stock: a lot loses what came out of it, whether it stayed in the vessel or became waste.
///
/// It is the station's own estimate: the hub reckons what is left from the dispenses it receives.
final class Stock {

    private Stock() {}

    /// @param removed what was taken out of the vessel again; it never goes back to the lot
    static void take(WriteHandle handle, Dispense dispense, @Nullable Mass removed) {
        String lotId = dispense.lotId();
        if (lotId != null) {
            Mass gone = removed == null ? dispense.net() : dispense.net().plus(removed);
            MaterialRepository.take(handle, lotId, gone);
        }
    }

    /// What is left of an ingredient in all its released lots; empty where nobody counts one of them.
    static Optional<Mass> left(ReadHandle handle, String ingredientId) {
        return MaterialRepository.left(handle, ingredientId);
    }
}
