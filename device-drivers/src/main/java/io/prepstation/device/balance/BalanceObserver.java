package io.prepstation.device.balance;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.mass.Mass;

/// Hears what it wants of a balance. For those who only look: whoever weighs has to hear everything ([BalanceListener]).
public interface BalanceObserver extends BalanceListener {

    @Override
    default void reading(BalanceReading reading) {}

    @Override
    default void status(BalanceStatus status) {}

    @Override
    default void tared(Mass tare) {}

    @Override
    default void vesselWeighed(Mass gross) {}

    @Override
    default void startedAnew() {}

    @Override
    default void zeroed() {}

    @Override
    default void refused(BalanceCommand command, Refusal refusal, String detail) {}
}
