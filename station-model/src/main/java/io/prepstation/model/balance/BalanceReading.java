package io.prepstation.model.balance;

import io.prepstation.model.mass.Mass;

/// One complete weight answer of a balance. Only [Stable] may ever be recorded.
public sealed interface BalanceReading {

    Frame frame();

    /// The balance itself marked the weight as stable.
    record Stable(Mass mass, Frame frame) implements BalanceReading {}

    /// The balance marked the weight as still moving.
    record Unstable(Mass mass, Frame frame) implements BalanceReading {}

    /// The format has no stability mark: never taken for stable without a declared time window.
    record Unmarked(Mass mass, Frame frame) implements BalanceReading {}

    record Overload(Frame frame) implements BalanceReading {}

    record Underload(Frame frame) implements BalanceReading {}
}
