package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Busy;
import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Moving;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.TareCleared;
import io.prepstation.device.balance.BalanceReply.TareMemory;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.UnsupportedUnit;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.BalanceReply.Zeroed;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mettler-Toledo's Standard Interface Command Set, levels 0 and 1; see `docs/protocols/mt-sics.md`.
///
/// An answer is `<ID> <status> [data] [unit]`: the id is looked at before any number, because tare memory, ranges and
/// serial numbers look like weights. Manuals collapse the blanks that the wire has, so any run of them separates.
public final class MtSics implements BalanceProtocol {

    /// The maker's commands and the id their answers begin with.
    public enum Command {
        /// The stable weight; answered only when it is stable.
        S("S"),
        /// The weight at once, stable or not.
        SI("S"),
        /// The weight at once, and again until the next S-type command or `@`.
        SIR("S"),
        /// The stable weight, and again on each change.
        SR("S"),
        Z("Z"),
        ZI("ZI"),
        T("T"),
        TI("TI"),
        /// What lies in the tare memory.
        TA("TA"),
        /// Empties the tare memory.
        TAC("TAC"),
        /// Cancels everything that waits, and empties the tare memory; answered as I4.
        RESET("I4"),
        I0("I0"),
        I1("I1"),
        /// Model, maximum load and unit.
        I2("I2"),
        I3("I3"),
        /// Serial number.
        I4("I4"),
        I5("I5"),
        /// Text on the display; balances without one answer `ES`.
        D("D"),
        DW("DW");

        private final String answerId;

        Command(String answerId) {
            this.answerId = answerId;
        }

        /// What is written on the wire.
        String wire() {
            return this == RESET ? "@" : name();
        }
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration ONCE_STABLE = Duration.ofSeconds(12);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final int LONGEST_FRAME = 256;

    private static final Pattern ANSWER =
            Pattern.compile("(@|[A-Z]{1,4}[0-9]{0,3})(?: +(\\S+)(?: +(\\S.*?))?)? *");
    private static final Pattern MASS =
            Pattern.compile("\\+?(-?)0*([0-9]+(?:\\.[0-9]+)?) +([A-Za-z%µ]{1,8})");
    private static final Pattern TWO_PART_MASS = Pattern.compile("-?[0-9]+:[0-9.]+ +\\S+");
    private static final Pattern FAULT = Pattern.compile("Error +\\S+");
    private static final Pattern CAPACITY =
            Pattern.compile("(?:(.*\\S) +)?([0-9]+(?:\\.[0-9]+)?) *([A-Za-z]{1,4})");

    @Override
    public String name() {
        return "mt-sics";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Terminator terminator() {
        return Terminator.LF;
    }

    @Override
    public int longestFrame() {
        return LONGEST_FRAME;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /// Never by `@`, which also answers with the serial number: it would empty the tare memory below a vessel.
    @Override
    public List<BalanceRequest> identify() {
        return List.of(request(Command.I4, AT_ONCE), request(Command.I2, AT_ONCE));
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(request(Command.SI, AT_ONCE));
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return Optional.of(
                switch (command) {
                    case TARE -> request(Command.T, ONCE_STABLE);
                    case ZERO -> request(Command.Z, ONCE_STABLE);
                    case CLEAR_TARE -> request(Command.TAC, AT_ONCE);
                });
    }

    @Override
    public Optional<BalanceRequest> tareMemory() {
        return Optional.of(request(Command.TA, AT_ONCE));
    }

    @Override
    public boolean answers(BalanceRequest request, BalanceReply reply) {
        return switch (reply) {
            case Weight _, Overload _, Underload _, UnsupportedUnit _ -> answeredBy(request, "S");
            case Tared _ -> answeredBy(request, "T") || answeredBy(request, "TI");
            case Zeroed _ -> answeredBy(request, "Z") || answeredBy(request, "ZI");
            case TareCleared _ -> answeredBy(request, "TAC");
            case TareMemory _ -> answeredBy(request, "TA");
            case Identity(_, var serialNumber, _, _) ->
                    answeredBy(request, serialNumber == null ? "I2" : "I4");
            case Refused(var command, _) -> command.isEmpty() || answeredBy(request, command);
            case Information _, Done _, Moving _, Busy _, Noise _ -> false;
        };
    }

    @Override
    public BalanceReply parse(String frame) {
        Matcher answer = ANSWER.matcher(frame);
        if (!answer.matches()) {
            return new Noise();
        }
        String id = answer.group(1);
        String status = Optional.ofNullable(answer.group(2)).orElse("");
        String data = Optional.ofNullable(answer.group(3)).orElse("");
        return switch (status) {
            case "" -> wholeLineError(id);
            case "S", "D" ->
                    moved(id, status.equals("S") ? Stability.STABLE : Stability.UNSTABLE, data);
            case "A" -> done(id, data);
            case "B" -> data.isEmpty() ? new Done() : new Information(null);
            case "I" -> refused(id, Refusal.NOT_NOW, data);
            case "L" -> refused(id, Refusal.PARAMETER, data);
            case "+" ->
                    id.equals("S") && data.isEmpty()
                            ? new Overload()
                            : refused(id, Refusal.TOO_HIGH, data);
            case "-" ->
                    id.equals("S") && data.isEmpty()
                            ? new Underload()
                            : refused(id, Refusal.TOO_LOW, data);
            default -> new Noise();
        };
    }

    private static BalanceReply wholeLineError(String id) {
        return switch (id) {
            case "ES" -> new Refused("", Refusal.UNKNOWN_COMMAND);
            case "ET" -> new Refused("", Refusal.TRANSMISSION);
            case "EL" -> new Refused("", Refusal.PARAMETER);
            default -> new Noise();
        };
    }

    private static BalanceReply refused(String id, Refusal refusal, String data) {
        return data.isEmpty() ? new Refused(id, refusal) : new Noise();
    }

    /// An answer that carries a stability mark.
    private static BalanceReply moved(String id, Stability stability, String data) {
        return switch (id) {
            case "S" -> weight(stability, data);
            case "T", "TI" -> tared(stability, data);
            case "Z", "ZI" -> data.isEmpty() ? new Zeroed(stability) : new Noise();
            default -> new Noise();
        };
    }

    private static BalanceReply done(String id, String data) {
        return switch (id) {
            case "Z", "ZI" -> data.isEmpty() ? new Zeroed(Stability.UNMARKED) : new Noise();
            case "T", "TI" -> tared(Stability.UNMARKED, data);
            case "TA" ->
                    mass(data)
                            .<BalanceReply>map(mass -> new TareMemory(mass.value, mass.unit))
                            .orElseGet(Noise::new);
            case "TAC" -> data.isEmpty() ? new TareCleared() : new Noise();
            case "@", "I4" ->
                    data.isEmpty() ? new Noise() : new Identity(null, unquoted(data), null, null);
            case "I2" -> model(unquoted(data));
            case "I10", "UPD" -> new Information(unquoted(data));
            case "S" -> new Noise();
            default -> data.isEmpty() ? new Done() : new Information(null);
        };
    }

    private static BalanceReply weight(Stability stability, String data) {
        Optional<DisplayedMass> mass = mass(data);
        if (mass.isPresent()) {
            return new Weight(mass.get().value, mass.get().unit, stability);
        }
        if (TWO_PART_MASS.matcher(data).matches()) {
            return new UnsupportedUnit(data);
        }
        return FAULT.matcher(data).matches() ? new Refused("S", Refusal.FAULT) : new Noise();
    }

    private static BalanceReply tared(Stability stability, String data) {
        return mass(data)
                .<BalanceReply>map(mass -> new Tared(mass.value, mass.unit, stability))
                .orElseGet(Noise::new);
    }

    /// `WXS205SDU WXA-Bridge 220.00900 g`: the type, then the largest load.
    private static BalanceReply model(String text) {
        Matcher capacity = CAPACITY.matcher(text);
        return capacity.matches()
                ? new Identity(capacity.group(1), null, capacity.group(2), capacity.group(3))
                : new Identity(text, null, null, null);
    }

    private static Optional<DisplayedMass> mass(String data) {
        Matcher mass = MASS.matcher(data);
        return mass.matches()
                ? Optional.of(new DisplayedMass(mass.group(1) + mass.group(2), mass.group(3)))
                : Optional.empty();
    }

    private static String unquoted(String data) {
        return data.length() > 1 && data.startsWith("\"") && data.endsWith("\"")
                ? data.substring(1, data.length() - 1)
                : data;
    }

    private static BalanceRequest request(Command command, Duration deadline) {
        return new BalanceRequest(command.name(), command.wire() + "\r\n", deadline);
    }

    private static boolean answeredBy(BalanceRequest request, String answerId) {
        return Command.valueOf(request.command()).answerId.equals(answerId);
    }

    private record DisplayedMass(String value, String unit) {}
}
