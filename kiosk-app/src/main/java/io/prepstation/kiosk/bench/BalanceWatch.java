package io.prepstation.kiosk.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.Situation;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells of each balance that comes online, once until another one does. Used on the bench's thread alone.
public final class BalanceWatch implements Consumer<Situation> {

    private final Consumer<BalanceIdentity> register;
    private Optional<BalanceIdentity> known = Optional.empty();

    public BalanceWatch(Consumer<BalanceIdentity> register) {
        this.register = register;
    }

    @Override
    public void accept(Situation situation) {
        Optional<BalanceIdentity> present = situation.pan().identity();
        if (present.isPresent() && !present.equals(known)) {
            known = present;
            register.accept(present.get());
        }
    }
}
