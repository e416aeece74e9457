package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.session.Dispense;

/// The wish to let a batch grow around an overshoot, as it was shown.
public record BatchGrowth(Dispense overshoot, Amount after, BalanceSetup balance) {}
