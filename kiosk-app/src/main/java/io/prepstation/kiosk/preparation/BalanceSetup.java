package io.prepstation.kiosk.preparation;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.mass.Mass;

/// What a session is going to be weighed with.
///
/// @param vessel the empty vessel's mass, as far as it is known
/// @param minimumWeight the smallest net mass, safety factor included
public record BalanceSetup(BalanceIdentity identity, Mass vessel, Mass minimumWeight) {

    Feasibility feasibility() {
        return new Feasibility(identity.maximum(), identity.readability(), minimumWeight, vessel);
    }
}
