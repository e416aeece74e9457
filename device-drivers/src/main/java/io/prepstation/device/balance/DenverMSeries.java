package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The print line of Denver Instrument M-series, `+ 0000.0003`; see `docs/protocols/denver-mseries.md`.
///
/// The unit is only sent if the balance is set so; without it a station that is not told to assume one refuses the weight.
public final class DenverMSeries implements BalanceProtocol {

    private static final int SHORTEST_NUMBER = 8;

    private static final Pattern WEIGHT =
            Pattern.compile("([+-]) ([0-9.]{3,12})(?: +([A-Za-z%]{1,3}))? *");

    @Override
    public String name() {
        return "denver-mseries";
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
        Matcher weight = WEIGHT.matcher(frame);
        return weight.matches()
                        && weight.group(2).length() >= SHORTEST_NUMBER
                        && weight.group(2).matches(Digits.NUMBER)
                ? new Weight(
                        Digits.value(weight.group(1), weight.group(2)),
                        weight.group(3),
                        Stability.UNMARKED)
                : new Noise();
    }
}
