package io.prepstation.device.balance;

import io.prepstation.model.balance.KnownBalance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The protocols this station speaks, by the name used in configuration and on the command line. Only the one that is asked
/// for is loaded.
public final class BalanceProtocols {

    private BalanceProtocols() {}

    public static Optional<BalanceProtocol> named(String name) {
        return Arrays.stream(KnownBalance.values())
                .filter(known -> known.word().equals(name))
                .findFirst()
                .map(BalanceProtocols::of);
    }

    public static List<String> names() {
        return KnownBalance.words();
    }

    private static BalanceProtocol of(KnownBalance known) {
        String name = BalanceProtocols.class.getPackageName() + "." + known.code();
        try {
            return Class.forName(name)
                    .asSubclass(BalanceProtocol.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("no protocol for " + known.word(), missing);
        }
    }
}
