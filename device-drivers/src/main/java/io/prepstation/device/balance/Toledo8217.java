package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Moving;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.PortSettings.FlowControl;
import io.prepstation.device.serial.PortSettings.Parity;
import io.prepstation.device.serial.PortSettings.StopBits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mettler-Toledo's protocol 8217 of shop scales; see `docs/protocols/toledo-8217.md`.
///
/// It gives a number only at rest and never a unit; anything else is one byte of status bits, of which unknown ones are
/// no errors.
public final class Toledo8217 implements BalanceProtocol {

    /// The maker's commands that the station sends: single letters, no terminator.
    public enum Command {
        WEIGH("W"),
        ZERO("Z");

        private final String wire;

        Command(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final int MOTION = 1;
    private static final int OVER_CAPACITY = 1 << 1;
    private static final int UNDER_ZERO = 1 << 2;

    private static final Pattern WEIGHT =
            Pattern.compile("\u0002 {0,4}([0-9]{2,4}\\.[0-9]{1,4})N?");
    private static final Pattern STATUS = Pattern.compile("\u0002 {0,4}\\?([ -\u00ff])");

    @Override
    public String name() {
        return "toledo-8217";
    }

    @Override
    public PortSettings factorySettings() {
        return new PortSettings(9600, 7, Parity.EVEN, StopBits.ONE, FlowControl.NONE, true, true);
    }

    @Override
    public Terminator terminator() {
        return Terminator.CR;
    }

    @Override
    public int longestFrame() {
        return 16;
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.WEIGH));
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO ->
                    Optional.of(
                            BalanceRequest.unanswered(Command.ZERO.name(), Command.ZERO.wire()));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
    }

    @Override
    public Set<Unsaid> unsaid() {
        return Set.of(Unsaid.UNIT, Unsaid.NUMBER_IN_MOTION);
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        if (weight.matches()) {
            return new Weight(Digits.value("", weight.group(1)), null, Stability.STABLE);
        }
        Matcher status = STATUS.matcher(frame);
        if (status.matches()) {
            return status(status.group(1).charAt(0));
        }
        return frame.equals("\u0002E") ? new Information(null) : new Noise();
    }

    private static BalanceReply status(int bits) {
        if ((bits & OVER_CAPACITY) != 0) {
            return new Overload();
        }
        if ((bits & UNDER_ZERO) != 0) {
            return new Underload();
        }
        return (bits & MOTION) != 0 ? new Moving() : new Done();
    }

    private static BalanceRequest request(Command command) {
        return new BalanceRequest(command.name(), command.wire(), AT_ONCE);
    }
}
