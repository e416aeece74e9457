package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceStatus;

/// The whole bench at one moment: what it is doing and what is known of the balance. Owned by the bench loop alone.
public record Situation(BenchState state, Pan pan) {

    /// A bench that was just switched on.
    public static Situation initial(BalanceStatus balance) {
        return new Situation(new BenchState.SignedOut(), Pan.unknown(balance));
    }
}
