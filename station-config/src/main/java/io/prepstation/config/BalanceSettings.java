package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Switch;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.Weight;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which balance is weighed on, and how to speak with it.
///
/// @param port device path; null if no balance is attached
/// @param serialNumber the only balance that is accepted; null for any
/// @param maximum the largest load of a balance that does not tell it; null to rely on the balance
/// @param readability d of a balance that does not tell it; null to rely on the balance
/// @param unit the unit the balance displays; another one is refused, never converted
public record BalanceSettings(
        @Nullable String port,
        String protocol,
        Line line,
        @Nullable String serialNumber,
        @Nullable Mass maximum,
        @Nullable Mass readability,
        MassUnit unit) {

    /// How the serial line is set.
    public record Line(
            int baud,
            int dataBits,
            Parity parity,
            int stopBits,
            FlowControl flowControl,
            boolean dtr,
            boolean rts) {}

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
                    new Open<>(new Text("a device path like \"/dev/serial/by-id/usb-…\"")),
                    "The port of the balance. By-id paths keep their name when it is plugged in"
                            + " elsewhere.");
    private static final Key<String> PROTOCOL =
            Key.of(
                    "balance.protocol",
                    Choice.of(List.of("mt-sics"), name -> name),
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
    private static final Key<Optional<String>> SERIAL_NUMBER =
            Key.of(
                    "balance.serial_number",
                    new Open<>(new Text("a serial number")),
                    "The only balance that is accepted; any other is refused.");
    private static final Key<Optional<Mass>> MAXIMUM =
            Key.of(
                    "balance.maximum",
                    new Open<>(new Weight(Mass.grams("1"), LARGEST_LOAD)),
                    "The largest load, for a balance that does not tell it.");
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
                            SERIAL_NUMBER,
                            MAXIMUM,
                            READABILITY,
                            UNIT),
                    List.of(
                            new Section.Check(
                                    MAXIMUM,
                                    BalanceSettings::maximumWithReadability,
                                    "both balance.maximum and balance.readability, or neither",
                                    "only one of them")));

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
                values.get(SERIAL_NUMBER).orElse(null),
                values.get(MAXIMUM).orElse(null),
                values.get(READABILITY).orElse(null),
                values.get(UNIT));
    }

    private static boolean maximumWithReadability(Values values) {
        return values.get(MAXIMUM).isPresent() == values.get(READABILITY).isPresent();
    }
}
