package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The OHAUS command set; see `docs/protocols/ohaus.md`.
///
/// A legend or a time may follow the unit and is no part of the number; a second number makes the line noise.
public final class Ohaus implements BalanceProtocol {

    /// The maker's commands that the station sends.
    public enum Command {
        /// The weight at once, stable or not.
        IP,
        Z,
        PSN
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final Pattern WEIGHT =
            Pattern.compile(
                    " *([+-]?) *("
                            + Digits.NUMBER
                            + ") +([A-Za-z%]{1,5})( +\\?)?(?: +([A-Za-z][A-Za-z ]{0,20}|[0-9]{2}:[0-9]{2}:[0-9]{2}))? *");
    private static final Pattern FAULT = Pattern.compile(" *Err(?:or)?\\.? +([0-9]+\\.[0-9]+) *");
    private static final Pattern SERIAL_NUMBER =
            Pattern.compile("(?:SN|S/N|Serial(?: [Nn]umber)?) ?: *([A-Za-z0-9-]{1,24}) *");
    private static final Set<String> NOT_ON_THE_PAN =
            Set.of("TOTAL", "T", "PT", "TARE", "AVG", "MAX", "MIN", "SUM");

    @Override
    public String name() {
        return "ohaus";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public List<BalanceRequest> identify() {
        return List.of(request(Command.PSN));
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.IP));
    }

    /// Tare is not asked for: the balance would not say what it took, so the station subtracts.
    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO -> Optional.of(BalanceRequest.unanswered(Command.Z.name(), wire(Command.Z)));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        if (weight.matches()) {
            return weight(weight);
        }
        Matcher serialNumber = SERIAL_NUMBER.matcher(frame);
        if (serialNumber.matches()) {
            return new Identity(null, serialNumber.group(1), null, null);
        }
        Matcher fault = FAULT.matcher(frame);
        if (fault.matches()) {
            return fault(fault.group(1));
        }
        return switch (frame.strip()) {
            case "ES" -> new Refused("", Refusal.UNKNOWN_COMMAND);
            case "OK!" -> new Done();
            default -> new Noise();
        };
    }

    private static BalanceReply weight(Matcher weight) {
        String legend = Optional.ofNullable(weight.group(5)).orElse("").strip();
        if (NOT_ON_THE_PAN.contains(legend)) {
            return new Information(null);
        }
        return new Weight(
                Digits.value(weight.group(1), weight.group(2)),
                weight.group(3),
                weight.group(4) == null ? Stability.STABLE : Stability.UNSTABLE);
    }

    private static BalanceReply fault(String number) {
        return switch (number) {
            case "8.3" -> new Overload();
            case "8.4" -> new Underload();
            default -> new Refused("", Refusal.FAULT);
        };
    }

    private static String wire(Command command) {
        return command.name() + "\r\n";
    }

    private static BalanceRequest request(Command command) {
        return new BalanceRequest(command.name(), wire(command), AT_ONCE);
    }
}
