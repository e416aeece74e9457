package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.TareMemory;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Sterling 7600 counting scale; see `docs/protocols/sterling-7600.md`.
///
/// It echoes the command, often with bytes lost, in front of the answer: only what follows the word counts.
public final class Sterling7600 implements BalanceProtocol {

    /// Gross weight.
    private static final String GROSS = "SGW\r";

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final Pattern ANSWER =
            Pattern.compile(
                    "[SGNTWCO]{0,3}\r?(Gross|Net|Tare|Count) +(-?)("
                            + Digits.NUMBER
                            + ") ([A-Za-z]{1,6}) *");

    @Override
    public String name() {
        return "sterling-7600";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(new BalanceRequest("SGW", GROSS, AT_ONCE));
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.OVERLOAD, Unsaid.REST);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher answer = ANSWER.matcher(frame);
        if (!answer.matches()) {
            return new Noise();
        }
        String value = Digits.value(answer.group(2), answer.group(3));
        return answer.group(1).equals("Tare")
                ? new TareMemory(value, answer.group(4))
                : new Weight(value, answer.group(4), Stability.UNMARKED);
    }
}
