package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Busy;
import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
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

/// Sartorius Balance Interface, lines of 16 and of 22 characters; see `docs/protocols/sartorius-sbi.md`.
///
/// The unit is only shown while the weight is stable: a number without unit is an unstable weight if its last digit
/// stands in the column of a whole line, and the fragment of a line anywhere else.
public final class SartoriusSbi implements BalanceProtocol {

    /// The maker's commands that the station sends, each after an ESC.
    public enum Command {
        /// Print: the weight at once, stable or not.
        PRINT("P"),
        ZERO("V"),
        TYPE("x1_"),
        SERIAL_NUMBER("x2_");

        private final String wire;

        Command(String wire) {
            this.wire = wire;
        }

        String wire() {
            return "\u001b" + wire + "\r\n";
        }
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    /// The columns of the last digit, counted from 1: without and with an id of six characters in front.
    private static final int LAST_DIGIT = 10;

    private static final int LAST_DIGIT_AFTER_ID = 16;

    private static final Pattern WEIGHT =
            Pattern.compile(
                    "(\\??)(?:(N|G|Qnt) {1,5})?([+-]?) *("
                            + Digits.NUMBER
                            + ")((?: ?[0-9](?= *!))?)(?: {1,2}([A-Za-z%/µ]{1,4}|!))? *");
    private static final Pattern STATUS = Pattern.compile("(?:Stat +)?(\\S(?:.*\\S)?) *");
    private static final Pattern ERROR =
            Pattern.compile("(?:Stat +)?(?:E[Rr][Rr]\\.? +[0-9]{1,4}|(?:APP|DIS|PRT)\\. ?ERR) *");
    private static final Pattern FACT = Pattern.compile("(SerNo\\.|Model|BalNo\\.) +(\\S.*?) *");
    private static final Pattern DASHES = Pattern.compile("-{2,}|-(?: -)+");

    @Override
    public String name() {
        return "sartorius-sbi";
    }

    @Override
    public PortSettings factorySettings() {
        return new PortSettings(9600, 8, Parity.ODD, StopBits.ONE, FlowControl.NONE, true, true);
    }

    @Override
    public List<BalanceRequest> identify() {
        return List.of(request(Command.SERIAL_NUMBER), request(Command.TYPE));
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.PRINT));
    }

    /// Tare is not asked for: the balance would not say what it took, so the station subtracts.
    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO ->
                    Optional.of(
                            BalanceRequest.unanswered(Command.ZERO.name(), Command.ZERO.wire()));
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

    /// An identity is looked for before a number: `SerNo.    0031801165` is no weight.
    @Override
    public BalanceReply parse(String frame) {
        Matcher fact = FACT.matcher(frame);
        if (fact.matches()) {
            return fact(fact.group(1), fact.group(2));
        }
        Matcher weight = WEIGHT.matcher(frame);
        return weight.matches() ? weight(weight) : status(frame);
    }

    private static BalanceReply fact(String name, String value) {
        return switch (name) {
            case "SerNo." -> new Identity(null, value, null, null);
            case "Model" -> new Identity(value, null, null, null);
            default -> new Information(null);
        };
    }

    private static BalanceReply weight(Matcher weight) {
        boolean marked = !weight.group(1).isEmpty();
        String unit = weight.group(6);
        String setApart = weight.group(5).strip();
        String value = Digits.value(weight.group(3), weight.group(4) + setApart);
        if ("!".equals(unit)) {
            return new Weight(value, null, Stability.UNMARKED);
        }
        int lastDigit = weight.end(4);
        boolean inColumn =
                lastDigit == (weight.group(2) == null ? LAST_DIGIT : LAST_DIGIT_AFTER_ID);
        if (unit == null) {
            return inColumn ? new Weight(value, null, Stability.UNSTABLE) : new Noise();
        }
        boolean cutInFront = !inColumn && weight.start(4) == 0;
        return cutInFront
                ? new Noise()
                : new Weight(value, unit, marked ? Stability.UNSTABLE : Stability.STABLE);
    }

    private static BalanceReply status(String frame) {
        if (ERROR.matcher(frame).matches()) {
            return frame.matches(".*\\b54 *")
                    ? new Underload()
                    : frame.matches(".*\\b55 *") ? new Overload() : new Refused("", Refusal.FAULT);
        }
        Matcher status = STATUS.matcher(frame.strip());
        if (!status.matches()) {
            return new Noise();
        }
        return switch (status.group(1)) {
            case "H", "High" -> new Overload();
            case "L", "Low" -> new Underload();
            case "OFF" -> new Busy();
            case "ON" -> new Done();
            case String text when DASHES.matcher(text).matches() -> new Busy();
            case String _ when frame.startsWith("Stat ") -> new Busy();
            default -> new Noise();
        };
    }

    private static BalanceRequest request(Command command) {
        return new BalanceRequest(command.name(), command.wire(), AT_ONCE);
    }
}
