package io.prepstation.device.balance;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// For tests in virtual time: who waits for a command is told at once that there is none.
final class UnhurriedQueue extends LinkedBlockingQueue<BalanceCommand> {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable BalanceCommand poll(long timeout, TimeUnit unit) {
        return poll();
    }
}
