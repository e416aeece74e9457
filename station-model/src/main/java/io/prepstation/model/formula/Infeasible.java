package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;

/// Why a formula cannot be weighed at an amount on a balance; each names the line that stands in the way.
public sealed interface Infeasible {

    /// The vessel and everything up to this line together exceed the balance.
    record TooHeavy(FormulaLine line, Mass loadAtLine, Mass maximum) implements Infeasible {}

    /// The target rounds to nothing or lies below what the balance may weigh, or the tolerance is so wide that nothing at
    /// all would pass.
    ///
    /// @param target the target, or the lower limit if that is what is too light
    record TooLight(FormulaLine line, Mass target, Mass minimum) implements Infeasible {}

    /// The tolerance is finer than two display steps to a side.
    record TooFine(FormulaLine line, Mass halfWidth, Mass needed) implements Infeasible {}

    /// The vessel does not hold the amount.
    ///
    /// @param line the last one that goes into it
    record TooMuch(FormulaLine line, Amount amount, Amount holds) implements Infeasible {}

    FormulaLine line();
}
