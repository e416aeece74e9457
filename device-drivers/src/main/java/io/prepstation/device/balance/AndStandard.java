package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.TareMemory;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.serial.PortSettings.FlowControl;
import io.prepstation.device.serial.PortSettings.Parity;
import io.prepstation.device.serial.PortSettings.StopBits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The A&D standard format, `ST,+0013.538  g`; see `docs/protocols/and.md`.
///
/// Widths differ by model, so the comma separates, not the column.
public final class AndStandard implements BalanceProtocol {

    /// The maker's commands that the station sends.
    public enum Command {
        /// The weight at once.
        Q("Q"),
        Z("Z"),
        SERIAL_NUMBER("?SN"),
        TYPE("?TN");

        private final String wire;

        Command(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire + "\r\n";
        }
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final String ACKNOWLEDGED = "\u0006";

    private static final Pattern WEIGHT =
            Pattern.compile(
                    "(ST|US|OL|UL|QT|TR),([+-]) *(" + Digits.NUMBER + ") *([A-Za-z%]{1,4}) *");
    private static final Pattern FAILED = Pattern.compile("EC,E([0-9]{2})");
    private static final Pattern FACT = Pattern.compile("(SN|TN), *(\\S.*?) *");

    @Override
    public String name() {
        return "and";
    }

    @Override
    public PortSettings factorySettings() {
        return new PortSettings(2400, 7, Parity.EVEN, StopBits.ONE, FlowControl.NONE, true, true);
    }

    @Override
    public List<BalanceRequest> identify() {
        return List.of(request(Command.SERIAL_NUMBER), request(Command.TYPE));
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.Q));
    }

    /// Tare is not asked for: an acknowledgement would not say what was taken, so the station subtracts.
    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO -> Optional.of(BalanceRequest.unanswered(Command.Z.name(), Command.Z.wire()));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
    }

    /// Each question has an answer of its own: one that was lost must not count as given.
    @Override
    public boolean answers(BalanceRequest asked, BalanceReply reply) {
        return reply instanceof Identity(_, var serialNumber, _, _)
                ? asked.equals(request(serialNumber == null ? Command.TYPE : Command.SERIAL_NUMBER))
                : BalanceProtocol.super.answers(asked, reply);
    }

    @Override
    public BalanceReply parse(String frame) {
        if (frame.equals(ACKNOWLEDGED)) {
            return new Done();
        }
        Matcher failed = FAILED.matcher(frame);
        if (failed.matches()) {
            return new Refused("", refusal(failed.group(1)));
        }
        Matcher fact = FACT.matcher(frame);
        if (fact.matches()) {
            return fact.group(1).equals("SN")
                    ? new Identity(null, fact.group(2), null, null)
                    : new Identity(fact.group(2), null, null, null);
        }
        Matcher weight = WEIGHT.matcher(frame);
        return weight.matches() ? weight(weight) : new Noise();
    }

    private static BalanceReply weight(Matcher weight) {
        String value = Digits.value(weight.group(2), weight.group(3));
        String unit = weight.group(4);
        return switch (weight.group(1)) {
            case "ST", "QT" -> new Weight(value, unit, Stability.STABLE);
            case "US" -> new Weight(value, unit, Stability.UNSTABLE);
            case "OL" -> weight.group(2).equals("-") ? new Underload() : new Overload();
            case "UL" -> new Underload();
            case "TR" -> new TareMemory(value, unit);
            default -> new Noise();
        };
    }

    private static Refusal refusal(String number) {
        return switch (number) {
            case "00", "04" -> Refusal.TRANSMISSION;
            case "01" -> Refusal.UNKNOWN_COMMAND;
            case "02", "03", "11" -> Refusal.NOT_NOW;
            case "06", "07" -> Refusal.PARAMETER;
            default -> Refusal.FAULT;
        };
    }

    private static BalanceRequest request(Command command) {
        return new BalanceRequest(command.name(), command.wire(), AT_ONCE);
    }
}
