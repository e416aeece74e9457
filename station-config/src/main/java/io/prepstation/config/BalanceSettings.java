package io.prepstation.config;

import io.prepstation.config.ValueTypes.Characters;
import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Elsewhere;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Switch;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.TextList;
import io.prepstation.config.ValueTypes.Weight;
import io.prepstation.model.balance.KnownBalance;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Which balance is weighed on, and how to speak with it.
///
/// @param port device path; null if no balance is attached
/// @param model the first words of what the balance must call itself; null for any
/// @param serialNumber the only balance that is accepted; null for any
/// @param maximum the largest load; a balance that tells another one is refused; null to rely on the balance
/// @param readability d of a balance that does not tell it; null to rely on the balance
/// @param unit the unit the balance displays; another one is refused, never converted
/// @param declared what its lines do not say
/// @param generic the lines of a balance that no protocol knows, for the protocol `generic`
public record BalanceSettings(
        @Nullable String port,
        String protocol,
        Line line,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable Mass maximum,
        @Nullable Mass readability,
        MassUnit unit,
        Declared declared,
        Generic generic) {

    /// How the serial line is set.
    public record Line(
            int baud,
            int dataBits,
            Parity parity,
            int stopBits,
            FlowControl flowControl,
            boolean dtr,
            boolean rts) {}

    /// What the site declares because the balance's lines do not say it.
    ///
    /// @param stabilityWindow how long a number without a mark must stand unchanged to count as stable; zero for never
    /// @param assumesUnit whether a number without unit is in the configured unit
    /// @param printsOnly whether a line comes only when a person presses print, and only when stable
    public record Declared(Duration stabilityWindow, boolean assumesUnit, boolean printsOnly) {}

    /// The wire of a balance that no protocol knows; texts as in TOML, `\\u001b` for ESC.
    ///
    /// @param pattern a regular expression over a whole line, with groups `value`, `sign`, `unit`, `stable`; null for a
    ///     number and a unit
    public record Generic(
            @Nullable String request,
            @Nullable String zero,
            LineEnd lineEnd,
            @Nullable String pattern,
            List<String> stableMarks,
            List<String> unstableMarks,
            List<String> overloadMarks,
            List<String> underloadMarks) {}

    /// The byte that ends a line; the other one of a pair is no part of it.
    public enum LineEnd {
        CR,
        LF
    }

    /// The bit that guards each character.
    public enum Parity {
        NONE,
        ODD,
        EVEN,
        MARK,
        SPACE
    }

    /// How the two ends hold each other up.
    public enum FlowControl {
        NONE,
        RTS_CTS,
        XON_XOFF
    }

    private static final Mass SMALLEST_STEP = Mass.grams("0.0000001");
    private static final Mass LARGEST_LOAD = Mass.grams("1000000");

    private static final Key<Optional<String>> PORT =
            Key.of(
                    "balance.port",
                    new Open<>(
                            new Text(
                                    "a port like \"/dev/serial/by-id/usb-…\" or \"usb:0403:6001:A50285BI\"")),
                    "The port of the balance, by path or by its USB adapter (vendor, product, serial number);"
                            + " station weigh --detect finds it.");
    private static final Key<String> PROTOCOL =
            Key.of(
                    "balance.protocol",
                    new Elsewhere<>(
                            Choice.of(KnownBalance.words(), name -> name),
                            "the name of a page in docs/protocols, like \"mt-sics\""),
                    "The command set the balance speaks.");
    private static final Key<Integer> BAUD =
            Key.of(
                    "balance.baud",
                    Choice.of(300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200),
                    "The speed in bits a second, as set in the balance's menu.");
    private static final Key<Integer> DATA_BITS =
            Key.of("balance.data_bits", Choice.of(7, 8), "Bits of a character.");
    private static final Key<Parity> PARITY =
            Key.of("balance.parity", Choice.of(Parity.values()), "The parity bit.");
    private static final Key<Integer> STOP_BITS =
            Key.of("balance.stop_bits", Choice.of(1, 2), "Stop bits of a character.");
    private static final Key<FlowControl> FLOW_CONTROL =
            Key.of("balance.flow_control", Choice.of(FlowControl.values()), "The handshake.");
    private static final Key<Boolean> DTR =
            Key.of(
                    "balance.dtr",
                    new Switch(),
                    "Whether DTR is raised; some balances stay mute until it is off.");
    private static final Key<Boolean> RTS =
            Key.of(
                    "balance.rts",
                    new Switch(),
                    "Whether RTS is raised; some balances stay mute until it is off.");
    private static final Key<Optional<String>> MODEL =
            Key.of(
                    "balance.model",
                    new Open<>(new Text("a model like \"XSR204\"")),
                    "What the balance calls itself, or its first words; a balance that says another model is refused.");
    private static final Key<Optional<String>> SERIAL_NUMBER =
            Key.of(
                    "balance.serial_number",
                    new Open<>(new Text("a serial number")),
                    "The only balance that is accepted; any other is refused.");
    private static final Key<Optional<Mass>> MAXIMUM =
            Key.of(
                    "balance.maximum",
                    new Open<>(new Weight(Mass.grams("1"), LARGEST_LOAD)),
                    "The largest load, for a balance that does not tell it; one that tells another (by more than"
                            + " half a percent) is refused.");
    private static final Key<Optional<Mass>> READABILITY =
            Key.of(
                    "balance.readability",
                    new Open<>(new Weight(SMALLEST_STEP, Mass.grams("1000"))),
                    "The smallest step of the display (d), for a balance that does not tell it.");
    private static final Key<MassUnit> UNIT =
            Key.of(
                    "balance.unit",
                    Choice.of(Arrays.asList(MassUnit.values()), MassUnit::symbol),
                    "The unit the balance displays; any other is refused, never converted.");

    private static final Key<Duration> STABILITY_WINDOW =
            Key.of(
                    "balance.stability_window",
                    new Span(Duration.ZERO, Duration.ofMinutes(1)),
                    "How long a number without a stability mark must stand unchanged to count as stable;"
                            + " 0 s for never.");
    private static final Key<Boolean> ASSUMES_UNIT =
            Key.of(
                    "balance.assumes_unit",
                    new Switch(),
                    "Whether a number that comes without a unit is in the configured one.");
    private static final Key<Boolean> PRINTS_ONLY =
            Key.of(
                    "balance.prints_only",
                    new Switch(),
                    "Whether the balance sends a line only when its print key is pressed, and only when stable.");
    private static final Key<Optional<String>> GENERIC_REQUEST =
            Key.of(
                    "balance.generic_request",
                    new Open<>(new Characters("characters like \"P\\r\\n\"")),
                    "For the protocol generic: what asks for one weight; open if the balance sends by itself.");
    private static final Key<Optional<String>> GENERIC_ZERO =
            Key.of(
                    "balance.generic_zero",
                    new Open<>(new Characters("characters like \"Z\\r\\n\"")),
                    "For the protocol generic: what sets zero; open if it is set at the balance.");
    private static final Key<LineEnd> GENERIC_LINE_END =
            Key.of(
                    "balance.generic_line_end",
                    Choice.of(LineEnd.values()),
                    "For the protocol generic: the byte that ends a line.");
    private static final Key<Optional<String>> GENERIC_PATTERN =
            Key.of(
                    "balance.generic_pattern",
                    new Open<>(
                            new Text(
                                    "a regular expression with a group value, like \"(?<value>…)\"")),
                    "For the protocol generic: a whole line, with groups value, sign, unit, stable;"
                            + " open for a number and a unit.");
    private static final Key<List<String>> GENERIC_STABLE_MARKS =
            Key.of(
                    "balance.generic_stable_marks",
                    new TextList("marks like [\"ST\"]"),
                    "For the protocol generic: what the group stable holds at rest.");
    private static final Key<List<String>> GENERIC_UNSTABLE_MARKS =
            Key.of(
                    "balance.generic_unstable_marks",
                    new TextList("marks like [\"US\"]"),
                    "For the protocol generic: what the group stable holds while the weight moves.");
    private static final Key<List<String>> GENERIC_OVERLOAD_MARKS =
            Key.of(
                    "balance.generic_overload_marks",
                    new TextList("marks like [\"OL\"]"),
                    "For the protocol generic: what a line contains when too much is on the pan.");
    private static final Key<List<String>> GENERIC_UNDERLOAD_MARKS =
            Key.of(
                    "balance.generic_underload_marks",
                    new TextList("marks like [\"UL\"]"),
                    "For the protocol generic: what a line contains when too little is on the pan.");

    static final Section SECTION =
            new Section(
                    "balance",
                    "Which balance is weighed on, and how to speak with it.",
                    List.of(
                            PORT,
                            PROTOCOL,
                            BAUD,
                            DATA_BITS,
                            PARITY,
                            STOP_BITS,
                            FLOW_CONTROL,
                            DTR,
                            RTS,
                            MODEL,
                            SERIAL_NUMBER,
                            MAXIMUM,
                            READABILITY,
                            UNIT,
                            STABILITY_WINDOW,
                            ASSUMES_UNIT,
                            PRINTS_ONLY,
                            GENERIC_REQUEST,
                            GENERIC_ZERO,
                            GENERIC_LINE_END,
                            GENERIC_PATTERN,
                            GENERIC_STABLE_MARKS,
                            GENERIC_UNSTABLE_MARKS,
                            GENERIC_OVERLOAD_MARKS,
                            GENERIC_UNDERLOAD_MARKS),
                    List.of(
                            new Section.Check(
                                    MAXIMUM,
                                    BalanceSettings::maximumWithReadability,
                                    "both balance.maximum and balance.readability, or neither",
                                    "only one of them"),
                            new Section.Check(
                                    GENERIC_PATTERN,
                                    BalanceSettings::patternNamesValue,
                                    "a regular expression with a group (?<value>…)",
                                    "none"),
                            new Section.Check(
                                    PRINTS_ONLY,
                                    BalanceSettings::printerIsKnown,
                                    "balance.maximum and balance.readability with balance.prints_only",
                                    "neither: a balance that only prints cannot be asked")));

    static BalanceSettings from(Values values) {
        return new BalanceSettings(
                values.get(PORT).orElse(null),
                values.get(PROTOCOL),
                new Line(
                        values.get(BAUD),
                        values.get(DATA_BITS),
                        values.get(PARITY),
                        values.get(STOP_BITS),
                        values.get(FLOW_CONTROL),
                        values.get(DTR),
                        values.get(RTS)),
                values.get(MODEL).orElse(null),
                values.get(SERIAL_NUMBER).orElse(null),
                values.get(MAXIMUM).orElse(null),
                values.get(READABILITY).orElse(null),
                values.get(UNIT),
                new Declared(
                        values.get(STABILITY_WINDOW),
                        values.get(ASSUMES_UNIT),
                        values.get(PRINTS_ONLY)),
                new Generic(
                        values.get(GENERIC_REQUEST).orElse(null),
                        values.get(GENERIC_ZERO).orElse(null),
                        values.get(GENERIC_LINE_END),
                        values.get(GENERIC_PATTERN).orElse(null),
                        values.get(GENERIC_STABLE_MARKS),
                        values.get(GENERIC_UNSTABLE_MARKS),
                        values.get(GENERIC_OVERLOAD_MARKS),
                        values.get(GENERIC_UNDERLOAD_MARKS)));
    }

    private static boolean patternNamesValue(Values values) {
        Optional<String> pattern = values.get(GENERIC_PATTERN);
        try {
            return pattern.isEmpty()
                    || Pattern.compile(pattern.get()).namedGroups().containsKey("value");
        } catch (PatternSyntaxException unreadable) {
            return false;
        }
    }

    private static boolean printerIsKnown(Values values) {
        return !values.get(PRINTS_ONLY) || values.get(MAXIMUM).isPresent();
    }

    private static boolean maximumWithReadability(Values values) {
        return values.get(MAXIMUM).isPresent() == values.get(READABILITY).isPresent();
    }
}
