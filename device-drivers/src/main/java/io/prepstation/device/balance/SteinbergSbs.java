package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stream of Steinberg SBS balances: `S ` stable, `SD` moving; see `docs/protocols/steinberg-sbs.md`.
public final class SteinbergSbs implements BalanceProtocol {

    private static final int LAST_DIGIT = 12;

    private static final Pattern WEIGHT =
            Pattern.compile("S([ D]) *(-?)(" + Digits.NUMBER + ") ([A-Za-z%]{1,3}) *");

    @Override
    public String name() {
        return "steinberg-sbs";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        return weight.matches() && weight.end(3) == LAST_DIGIT
                ? new Weight(
                        Digits.value(weight.group(2), weight.group(3)),
                        weight.group(4),
                        weight.group(1).equals("D") ? Stability.UNSTABLE : Stability.STABLE)
                : new Noise();
    }
}
