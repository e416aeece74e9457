package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.PortSettings.FlowControl;
import io.prepstation.device.serial.PortSettings.Parity;
import io.prepstation.device.serial.PortSettings.StopBits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adam Equipment's weight line (format 2); see `docs/protocols/adam.md`.
public final class Adam implements BalanceProtocol {

    /// The maker's commands.
    public enum Command {
        /// The print key.
        P,
        T,
        Z
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    /// The column of the last digit, after a sign and eleven places.
    private static final int LAST_DIGIT = 13;

    private static final Pattern WEIGHT =
            Pattern.compile("([+ -]) *(" + Digits.NUMBER + ") ([A-Za-z%]{1,4}) *");

    @Override
    public String name() {
        return "adam";
    }

    /// DTR and RTS down: a balance of this maker stayed mute until both were.
    @Override
    public PortSettings factorySettings() {
        return new PortSettings(9600, 8, Parity.NONE, StopBits.ONE, FlowControl.NONE, false, false);
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.P, AT_ONCE));
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO ->
                    Optional.of(
                            BalanceRequest.unanswered(Command.Z.name(), Command.Z.name() + "\r\n"));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
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

    private static BalanceRequest request(Command command, Duration deadline) {
        return new BalanceRequest(command.name(), command.name() + "\r\n", deadline);
    }
}
