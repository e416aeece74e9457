package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import java.util.Set;

/// The stream of Steinberg SBS balances: `S ` stable, `SD` moving; see `docs/protocols/steinberg-sbs.md`.
public final class SteinbergSbs implements BalanceProtocol {

    private static final ColumnLine WEIGHT =
            ColumnLine.of(
                    "S(?<mark>[ D]) *(?<sign>-?)(?<digits>"
                            + Digits.NUMBER
                            + ") (?<unit>[A-Za-z%]{1,3}) *",
                    12);

    @Override
    public String name() {
        return "steinberg-sbs";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.OVERLOAD);
    }

    @Override
    public BalanceReply parse(String frame) {
        return WEIGHT.parse(
                frame,
                line -> line.group("mark").equals("D") ? Stability.UNSTABLE : Stability.STABLE);
    }
}
