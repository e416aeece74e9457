package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stream of Creedmoor balances: a sign and seven places, always; see `docs/protocols/creedmoor.md`.
public final class Creedmoor implements BalanceProtocol {

    private static final int LAST_DIGIT = 8;

    private static final Pattern WEIGHT =
            Pattern.compile("([+-])(" + Digits.NUMBER + ") ([A-Za-z%]{1,2}) *");

    @Override
    public String name() {
        return "creedmoor";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        return weight.matches() && weight.end(2) == LAST_DIGIT
                ? new Weight(
                        Digits.value(weight.group(1), weight.group(2)),
                        weight.group(3),
                        Stability.UNMARKED)
                : new Noise();
    }
}
