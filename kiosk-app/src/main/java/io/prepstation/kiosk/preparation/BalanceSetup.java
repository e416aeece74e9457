package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.mass.Mass;

/// What a session is going to be weighed with.
///
/// @param vessel the empty vessel's mass, as far as it is known
/// @param minimumWeight the smallest net mass, safety factor included
public record BalanceSetup(BalanceIdentity identity, Mass vessel, Mass minimumWeight) {

    /// With the minimum weight the balance was last found good for, if that is more.
    BalanceSetup measured(ReadHandle handle) {
        return new BalanceSetup(
                identity,
                vessel,
                BalanceRegister.last(handle, identity.serialNumber()).minimumWeight(minimumWeight));
    }

    Feasibility feasibility() {
        return new Feasibility(identity.maximum(), identity.readability(), minimumWeight, vessel);
    }
}
