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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mettler-Toledo's Standard Interface Command Set, levels 0 and 1; see `docs/protocols/mt-sics.md`.
///
/// An answer is `<ID> <status> [data] [unit]`: the id is looked at before any number, because tare memory, ranges and
/// serial numbers look like weights. Manuals collapse the blanks that the wire has, so any run of them separates.
public final class MtSics implements BalanceProtocol {

    /// The maker's commands, the id their answers begin with, and how long an answer takes at most.
    public enum Command {
        /// The stable weight; the balance waits for it.
        S("S", ONCE_STABLE),
        /// The weight at once, stable or not.
        SI("S", AT_ONCE),
        /// The weight at once, and again until the next S-type command or `@`.
        SIR("S", AT_ONCE),
        /// The stable weight, and again after each change by so much, as `SR 0.5 g`, or by an eighth.
        SR("S", ONCE_STABLE),
        Z("Z", ONCE_STABLE),
        /// Zero at once, stable or not; never for a record.
        ZI("ZI", AT_ONCE),
        T("T", ONCE_STABLE),
        /// Tare at once, stable or not; never for a record.
        TI("TI", AT_ONCE),
        /// What lies in the tare memory; with a mass, as `TA 12.5 g`, puts it there.
        TA("TA", AT_ONCE),
        /// Empties the tare memory.
        TAC("TAC", AT_ONCE),
        /// Cancels everything that waits, and empties the tare memory; answered as I4.
        RESET("I4", AT_ONCE),
        /// The commands the balance knows, a line each.
        I0("I0", A_LONG_LIST),
        /// The levels of the command set.
        I1("I1", AT_ONCE),
        /// Model, maximum load and unit.
        I2("I2", AT_ONCE),
        /// The software's version.
        I3("I3", AT_ONCE),
        /// Serial number.
        I4("I4", AT_ONCE),
        /// The software's identification number.
        I5("I5", AT_ONCE),
        /// A text on the display, as `D "salt"`; balances without one answer `ES`.
        D("D", AT_ONCE),
        /// The weight on the display again.
        DW("DW", AT_ONCE);

        private final String answerId;
        private final Duration deadline;

        Command(String answerId, Duration deadline) {
            this.answerId = answerId;
            this.deadline = deadline;
        }

        /// What is written on the wire.
        String wire() {
            return this == RESET ? "@" : name();
        }

        private BalanceRequest request() {
            return request("");
        }

        private BalanceRequest request(String parameters) {
            return new BalanceRequest(name(), wire() + parameters + "\r\n", deadline);
        }
    }

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration ONCE_STABLE = Duration.ofSeconds(12);

    /// A hundred commands and more at 9600 bits a second.
    private static final Duration A_LONG_LIST = Duration.ofSeconds(6);

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final int LONGEST_FRAME = 256;

    private static final Pattern SAID =
            Pattern.compile("(@|[A-Z]+[0-9]*)((?: [^\\p{Cntrl}]{1,60})?)");
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
        return List.of(Command.I4.request(), Command.I2.request());
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.of(Command.SI.request());
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return Optional.of(
                switch (command) {
                    case TARE -> Command.T.request();
                    case ZERO -> Command.Z.request();
                    case CLEAR_TARE -> Command.TAC.request();
                });
    }

    @Override
    public Optional<BalanceRequest> tareMemory() {
        return Optional.of(Command.TA.request());
    }

    @Override
    public Optional<BalanceRequest> cancel() {
        return Optional.of(Command.RESET.request());
    }

    @Override
    public Optional<BalanceRequest> said(String words) {
        Matcher said = SAID.matcher(words.strip());
        if (!said.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Command.values())
                .filter(command -> command.wire().equals(said.group(1)))
                .findFirst()
                .map(command -> command.request(said.group(2)));
    }

    @Override
    public boolean repeats(BalanceRequest request) {
        return switch (Command.valueOf(request.command())) {
            case SIR, SR -> true;
            case S, SI, Z, ZI, T, TI, TA, TAC, RESET, I0, I1, I2, I3, I4, I5, D, DW -> false;
        };
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
            case Information(var command, _, var last) -> last && answeredBy(request, command);
            case Done(var command) -> answeredBy(request, command);
            case Moving _, Busy _, Noise _ -> false;
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
            case "B" -> new Information(id, null, false);
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
            case "I10", "UPD" -> new Information(id, unquoted(data), true);
            case "S" -> new Noise();
            default -> data.isEmpty() ? new Done(id) : new Information(id, null, true);
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

    private static boolean answeredBy(BalanceRequest request, String answerId) {
        return Command.valueOf(request.command()).answerId.equals(answerId);
    }

    private record DisplayedMass(String value, String unit) {}
}
