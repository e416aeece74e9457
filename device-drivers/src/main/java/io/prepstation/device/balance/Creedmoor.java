package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import java.util.Set;

/// The stream of Creedmoor balances: a sign and seven places, always; see `docs/protocols/creedmoor.md`.
public final class Creedmoor implements BalanceProtocol {

    private static final ColumnLine WEIGHT =
            ColumnLine.of(
                    "(?<sign>[+-])(?<digits>" + Digits.NUMBER + ") (?<unit>[A-Za-z%]{1,2}) *", 8);

    @Override
    public String name() {
        return "creedmoor";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.OVERLOAD, Unsaid.REST);
    }

    @Override
    public BalanceReply parse(String frame) {
        return WEIGHT.parse(frame);
    }
}
