package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.BalanceReply.Zeroed;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Radwag protocol; see `docs/protocols/radwag.md`.
///
/// A command is acknowledged (`Z A`) and later done (`Z D`); only the second confirms it.
public final class Radwag implements BalanceProtocol {

    /// The maker's commands that the station sends.
    public enum Command {
        /// The weight at once, in the displayed unit.
        SUI,
        Z,
        /// Serial number.
        NB,
        /// Type.
        BN,
        /// Largest load.
        FS
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration ONCE_STABLE = Duration.ofSeconds(12);

    private static final Pattern WEIGHT =
            Pattern.compile(
                    "(SUI|SIA|SI|SU|S)( {0,3}[?^v])? *(-?) *("
                            + Digits.NUMBER
                            + ") +([A-Za-z%µ]{1,3}) *");
    private static final Pattern FACT = Pattern.compile("(NB|BN|FS) A \"([^\"]{1,40})\" *");
    private static final Pattern LOAD = Pattern.compile("(" + Digits.NUMBER + ") ?([A-Za-z]{1,2})");
    private static final Pattern ANSWER = Pattern.compile("([A-Z]{1,3}) (A|D|I|E|OK|\\^|v) *");

    @Override
    public String name() {
        return "radwag";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public List<BalanceRequest> identify() {
        return List.of(
                request(Command.NB, AT_ONCE),
                request(Command.BN, AT_ONCE),
                request(Command.FS, AT_ONCE));
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.SUI, AT_ONCE));
    }

    /// Tare is not asked for: `T D` does not say what was taken, so the station subtracts.
    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO -> Optional.of(request(Command.Z, ONCE_STABLE));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
    }

    @Override
    public boolean answers(BalanceRequest request, BalanceReply reply) {
        if (reply instanceof Identity who) {
            return request.command().equals(said(who).name());
        }
        return reply instanceof Zeroed
                ? request.command().equals(Command.Z.name())
                : BalanceProtocol.super.answers(request, reply)
                        && !(request.command().equals(Command.Z.name())
                                && !(reply instanceof Refused));
    }

    /// What the balance was asked that says this.
    private static Command said(Identity who) {
        return who.serialNumber() != null
                ? Command.NB
                : who.model() != null ? Command.BN : Command.FS;
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher weight = WEIGHT.matcher(frame);
        if (weight.matches()) {
            return weight(weight);
        }
        Matcher fact = FACT.matcher(frame);
        if (fact.matches()) {
            return fact(fact.group(1), fact.group(2));
        }
        Matcher answer = ANSWER.matcher(frame);
        if (answer.matches()) {
            return answer(answer.group(1), answer.group(2));
        }
        return frame.strip().equals("ES") ? new Refused("", Refusal.UNKNOWN_COMMAND) : new Noise();
    }

    private static BalanceReply weight(Matcher weight) {
        String mark = Optional.ofNullable(weight.group(2)).orElse("").strip();
        return switch (mark) {
            case "^" -> new Overload();
            case "v" -> new Underload();
            default ->
                    new Weight(
                            Digits.value(weight.group(3), weight.group(4)),
                            weight.group(5),
                            mark.isEmpty() ? Stability.STABLE : Stability.UNSTABLE);
        };
    }

    private static BalanceReply fact(String name, String text) {
        return switch (name) {
            case "NB" -> new Identity(null, text, null, null);
            case "BN" -> new Identity(text, null, null, null);
            default -> {
                Matcher load = LOAD.matcher(text);
                yield load.matches()
                        ? new Identity(null, null, load.group(1), load.group(2))
                        : new Noise();
            }
        };
    }

    private static BalanceReply answer(String command, String word) {
        return switch (word) {
            case "D" -> command.equals("Z") ? new Zeroed(Stability.STABLE) : new Done();
            case "I" -> new Refused(command, Refusal.NOT_NOW);
            case "E" -> new Refused(command, Refusal.NOT_NOW);
            case "^" -> new Refused(command, Refusal.TOO_HIGH);
            case "v" -> new Refused(command, Refusal.TOO_LOW);
            default -> new Done();
        };
    }

    private static BalanceRequest request(Command command, Duration deadline) {
        return new BalanceRequest(command.name(), command.name() + "\r\n", deadline);
    }
}
