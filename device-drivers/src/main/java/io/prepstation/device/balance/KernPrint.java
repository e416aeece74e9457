package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The print line of KERN 572 and 573 and its remote keys; see `docs/protocols/kern-print.md`.
public final class KernPrint implements BalanceProtocol {

    /// The maker's commands: single letters, no terminator.
    public enum Command {
        /// The weight at once, stable or not.
        w,
        /// The weight once it is stable.
        s,
        t
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    /// The column of the last digit; a line that lost its front ends elsewhere.
    private static final int LAST_DIGIT = 12;

    private static final Pattern WEIGHT =
            Pattern.compile(" *(-?)(" + Digits.NUMBER + ") ([A-Za-z%]{1,3}) *");

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
        return Optional.of(new BalanceRequest(Command.w.name(), Command.w.name(), AT_ONCE));
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
