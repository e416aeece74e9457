package io.prepstation.device.balance;

import java.util.List;
import java.util.Optional;

/// The protocols this station speaks, by the name used in configuration and on the command line.
public final class BalanceProtocols {

    private static final List<BalanceProtocol> ALL = List.of(new MtSics());

    private BalanceProtocols() {}

    public static Optional<BalanceProtocol> named(String name) {
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(BalanceProtocol::name).toList();
    }
}
