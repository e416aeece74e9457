package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The print line of G&G balances (JJB): sign, nine places, unit of three; see `docs/protocols/gandg.md`.
public final class GandG implements BalanceProtocol {

    /// The print key, from afar.
    private static final String PRINT = "\u001bp\r\n";

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final int LENGTH = 12;
    private static final Pattern WEIGHT =
            Pattern.compile("([+ -]) *(" + Digits.NUMBER + ") ([A-Za-z%]{1,2}) *");

    @Override
    public String name() {
        return "gandg";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(new BalanceRequest("ESC p", PRINT, AT_ONCE));
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.OVERLOAD, Unsaid.REST);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        return frame.length() == LENGTH && weight.matches()
                ? new Weight(
                        Digits.value(weight.group(1), weight.group(2)),
                        weight.group(3),
                        Stability.UNMARKED)
                : new Noise();
    }
}
