package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stream of U.S. Solid balances (JFDBS): sign, blank, eight places, unit at once; see `docs/protocols/us-solid.md`.
public final class UsSolid implements BalanceProtocol {

    private static final int LAST_DIGIT = 10;

    private static final Pattern WEIGHT =
            Pattern.compile("([+-]) +(" + Digits.NUMBER + "|~{2,8}) ?([A-Za-z%]{1,3}) *");

    @Override
    public String name() {
        return "us-solid";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.REST);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        if (!weight.matches() || weight.end(2) != LAST_DIGIT) {
            return new Noise();
        }
        if (weight.group(2).startsWith("~")) {
            return weight.group(1).equals("-") ? new Underload() : new Overload();
        }
        return new Weight(
                Digits.value(weight.group(1), weight.group(2)),
                weight.group(3),
                Stability.UNMARKED);
    }
}
