package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The print line of KERN 572 and 573 and its remote keys; see `docs/protocols/kern-print.md`.
public final class KernPrint implements BalanceProtocol {

    /// The weight at once, stable or not: a letter without terminator.
    private static final String ASK = "w";

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final ColumnLine WEIGHT =
            ColumnLine.of(
                    " *(?<sign>-?)(?<digits>" + Digits.NUMBER + ") (?<unit>[A-Za-z%]{1,3}) *", 12);

    @Override
    public String name() {
        return "kern-print";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(new BalanceRequest(ASK, ASK, AT_ONCE));
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
