package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.mass.Mass;
import org.jspecify.annotations.Nullable;

/// What a session is going to be weighed with.
///
/// @param vessel the empty vessel's mass, as far as it is known
/// @param volume what the vessel holds; null if nobody knows
public record BalanceSetup(
        BalanceIdentity identity,
        Mass vessel,
        @Nullable Amount volume,
        MinimumWeightRule minimumWeight) {

    /// With a vessel that holds whatever the balance carries, and a minimum weight for every line.
    public BalanceSetup(BalanceIdentity identity, Mass vessel, Mass minimumWeight) {
        this(identity, vessel, null, new MinimumWeightRule(minimumWeight, true));
    }

    /// With the minimum weight the balance was last found good for, if that is more.
    BalanceSetup measured(ReadHandle handle) {
        MinimumWeightRule found = minimumWeight.measured(handle, identity.serialNumber());
        return found.equals(minimumWeight)
                ? this
                : new BalanceSetup(identity, vessel, volume, found);
    }

    Feasibility feasibility() {
        return new Feasibility(
                identity.maximum(),
                identity.readability(),
                minimumWeight.site(),
                minimumWeight.everyLine(),
                vessel,
                volume);
    }
}
