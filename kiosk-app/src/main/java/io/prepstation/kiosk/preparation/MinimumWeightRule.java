package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Step;

/// From which net mass a site weighs.
///
/// @param site the smallest net mass, safety factor included, whatever the balance was found good for
/// @param everyLine whether it counts for every line; if not, only for those that ask for accuracy
public record MinimumWeightRule(Mass site, boolean everyLine) {

    /// With the minimum weight the balance was last found good for, if that is more.
    MinimumWeightRule measured(ReadHandle handle, String balanceSerial) {
        Mass found = BalanceRegister.last(handle, balanceSerial).minimumWeight(site);
        return found.equals(site) ? this : new MinimumWeightRule(found, everyLine);
    }

    /// The least that may be weighed at once of a step.
    Mass of(Step step) {
        return everyLine || step.asks(LineRule.ACCURATE)
                ? site
                : Mass.grams("0").toUnit(site.unit());
    }
}
