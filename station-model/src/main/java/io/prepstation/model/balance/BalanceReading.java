package io.prepstation.model.balance;

import io.prepstation.model.mass.Mass;

/// One complete weight answer of a balance. Only [Stable] may ever be recorded.
public sealed interface BalanceReading {

    Frame frame();

    /// The weight is at rest.
    ///
    /// @param source how that is known: by the balance's own mark, or by what the configuration declares
    record Stable(Mass mass, Frame frame, StabilitySource source) implements BalanceReading {

        /// The balance itself marked the weight as stable.
        public Stable(Mass mass, Frame frame) {
            this(mass, frame, StabilitySource.FLAG);
        }
    }

    /// The balance marked the weight as still moving.
    record Unstable(Mass mass, Frame frame) implements BalanceReading {}

    /// The format has no stability mark: never taken for stable without a declared time window.
    record Unmarked(Mass mass, Frame frame) implements BalanceReading {}

    record Overload(Frame frame) implements BalanceReading {}

    record Underload(Frame frame) implements BalanceReading {}
}
