package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stream of CAS and of many scales like it, `ST,GS,+  4.876kg`; see `docs/protocols/cas-st-gs.md`.
public final class CasStGs implements BalanceProtocol {

    private static final Pattern WEIGHT =
            Pattern.compile(
                    "(ST|US|OL),(?:GS|NT),([+-]) *(" + Digits.NUMBER + ") {0,2}([A-Za-z]{1,3}) *");

    @Override
    public String name() {
        return "cas-st-gs";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        if (!weight.matches()) {
            return new Noise();
        }
        String value = Digits.value(weight.group(2), weight.group(3));
        return switch (weight.group(1)) {
            case "ST" -> new Weight(value, weight.group(4), Stability.STABLE);
            case "US" -> new Weight(value, weight.group(4), Stability.UNSTABLE);
            default -> weight.group(2).equals("-") ? new Underload() : new Overload();
        };
    }
}
