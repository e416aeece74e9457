package io.prepstation.device.balance;

import java.util.List;
import java.util.Optional;

/// The protocols this station speaks, by the name used in configuration and on the command line.
public final class BalanceProtocols {

    private static final List<BalanceProtocol> ALL =
            List.of(
                    new Adam(),
                    new AndStandard(),
                    new CasStGs(),
                    new Creedmoor(),
                    new DenverMSeries(),
                    new GandG(),
                    new GenericBalance(GenericFormat.PLAIN),
                    new KernKcp(),
                    new KernPrint(),
                    new MtSics(),
                    new Ohaus(),
                    new Radwag(),
                    new SartoriusSbi(),
                    new SteinbergSbs(),
                    new Sterling7600(),
                    new Toledo8217(),
                    new UsSolid());

    private BalanceProtocols() {}

    public static Optional<BalanceProtocol> named(String name) {
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(BalanceProtocol::name).toList();
    }
}
