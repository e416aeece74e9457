package io.prepstation.kiosk.bench;

import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceListener;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineCause;

/// Stands where no balance is configured, so that the screens say what to do instead of waiting for ever.
public final class AbsentBalance implements Balance {

    @Override
    public void start(BalanceListener listener) {
        listener.status(new Offline(new OfflineCause.NotConfigured()));
    }

    /// Never asked: without a balance nothing is started.
    @Override
    public void tare() {}

    @Override
    public void zero() {}

    @Override
    public void clearTare() {}

    @Override
    public void close() {}
}
