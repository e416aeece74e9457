package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.PortSettings.FlowControl;
import io.prepstation.device.serial.PortSettings.Parity;
import io.prepstation.device.serial.PortSettings.StopBits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Adam Equipment's weight line (format 2); see `docs/protocols/adam.md`.
public final class Adam implements BalanceProtocol {

    /// The maker's commands that the station sends.
    public enum Command {
        /// The print key.
        P,
        Z
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    /// The last digit comes after a sign and eleven places.
    private static final ColumnLine WEIGHT =
            ColumnLine.of(
                    "(?<sign>[+ -]) *(?<digits>" + Digits.NUMBER + ") (?<unit>[A-Za-z%]{1,4}) *",
                    13);

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
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.OVERLOAD, Unsaid.REST);
    }

    @Override
    public BalanceReply parse(String frame) {
        return WEIGHT.parse(frame);
    }

    private static BalanceRequest request(Command command, Duration deadline) {
        return new BalanceRequest(command.name(), command.name() + "\r\n", deadline);
    }
}
