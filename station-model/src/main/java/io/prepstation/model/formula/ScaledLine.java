package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;

/// A formula line for a wanted amount, rounded to the balance's readability.
///
/// The limits are rounded inwards and can cross when the tolerance is finer than the balance reads: [Feasibility]
/// finds that before a session is created.
public record ScaledLine(FormulaLine line, Mass target, Mass lowerLimit, Mass upperLimit) {

    /// @throws IllegalArgumentException if the limits crossed; checked by [Feasibility] first
    public Tolerance tolerance() {
        return new Tolerance(target, lowerLimit, upperLimit);
    }
}
