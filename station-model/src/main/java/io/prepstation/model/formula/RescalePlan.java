package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import java.util.List;

/// What becomes of a batch that grows around an overshoot, or why it cannot.
public sealed interface RescalePlan {

    /// The smallest larger batch in which everything that is in the vessel has its place.
    ///
    /// @param targets one for every line, in the formula's order
    record Possible(Amount before, Amount after, List<Target> targets) implements RescalePlan {

        public Possible {
            targets = List.copyOf(targets);
        }

        /// The lines of which some is in already and some must be added.
        public List<Target> topUps() {
            return targets.stream().filter(Target::toppedUp).toList();
        }
    }

    /// @param load vessel and everything the grown batch would hold
    record TooHeavy(Amount after, Mass load, Mass maximum) implements RescalePlan {}

    /// @param holds what the vessel holds
    record TooMuch(Amount after, Amount holds) implements RescalePlan {}

    record StockTooSmall(Amount after, FormulaLine line, Mass needed, Mass stock)
            implements RescalePlan {}

    /// The batch would have to grow beyond all measure, because the line allows no overshoot to speak of.
    record TooLarge(FormulaLine line) implements RescalePlan {}

    /// One line of the grown batch.
    ///
    /// @param in what is in the vessel; zero before its first dispense
    /// @param toAdd what is still to be weighed in; zero if what is in is within the new limits
    record Target(FormulaLine line, Tolerance tolerance, Mass in, Mass toAdd) {

        public boolean toppedUp() {
            return in.value().signum() > 0 && toAdd.value().signum() > 0;
        }
    }
}
