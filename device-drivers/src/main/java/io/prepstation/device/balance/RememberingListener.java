package io.prepstation.device.balance;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.mass.Mass;

/// Passes everything on, and keeps what the balance took as tare.
record RememberingListener(BalanceListener to, Remembered remembered) implements BalanceListener {

    @Override
    public void reading(BalanceReading reading) {
        to.reading(reading);
    }

    @Override
    public void status(BalanceStatus status) {
        to.status(status);
    }

    @Override
    public void tared(Mass tare) {
        remembered.tared(tare);
        to.tared(tare);
    }

    @Override
    public void vesselWeighed(Mass gross) {
        to.vesselWeighed(gross);
    }

    @Override
    public void startedAnew() {
        to.startedAnew();
    }

    @Override
    public void zeroed() {
        to.zeroed();
    }

    @Override
    public void refused(BalanceCommand command, Refusal refusal, String detail) {
        to.refused(command, refusal, detail);
    }
}
