package io.prepstation.device.simulator;

import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.LineFramer.Terminator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A Mettler-Toledo balance as it behaves on the wire, with the delays measured on a real one.
final class MtSicsBalance implements BalanceFirmware {

    private static final List<String> LEVEL_0 =
            List.of("@", "I0", "I1", "I2", "I3", "I4", "I5", "S", "SI", "SIR", "Z", "ZI");
    private static final List<String> LEVEL_1 = List.of("SR", "T", "TA", "TAC", "TI");
    private static final List<String> OF_A_DISPLAY = List.of("D", "DW");
    private static final List<String> WITH_PARAMETERS = List.of("D", "SR", "TA");
    private static final Duration GIVES_UP_WAITING = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};

    private final PanPhysics pan;
    private final SimulatedIdentity identity;
    private final RandomGenerator random;
    private final LineFramer framer = new LineFramer(Terminator.LF, 80);
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Queue<String> refused = new ArrayDeque<>();
    private final WeighingCell cell;
    private final boolean display;
    private MtSicsRepetition repetition = MtSicsRepetition.NONE;

    /// A command that was received and the time its answer takes.
    private record Waiting(String command, long readyAt, long givesUpAt) {}

    /// @param display whether it has one: a weigh module has none and knows no `D`
    MtSicsBalance(
            PanPhysics pan, SimulatedIdentity identity, RandomGenerator random, boolean display) {
        this.pan = pan;
        this.identity = identity;
        this.random = random;
        this.cell = new WeighingCell(pan, identity);
        this.display = display;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        framer.accept(bytes).forEach(line -> receive(line, now));
    }

    @Override
    public byte[] due(long now) {
        cell.look(now);
        if (!refused.isEmpty()) {
            return wire(refused.remove());
        }
        Waiting first = waiting.peek();
        if (first == null) {
            return repetition.isDue(cell, now) ? wire(weight(now)) : NOTHING;
        }
        boolean ready = now - first.readyAt() >= 0;
        boolean givesUp = now - first.givesUpAt() >= 0;
        if (!ready || (waitsForStability(first.command()) && !pan.stable(now) && !givesUp)) {
            return NOTHING;
        }
        waiting.remove();
        return wire(answer(first.command(), now));
    }

    /// Says who it is, as real ones do when they have started.
    @Override
    public byte[] restart(long now) {
        cell.look(now);
        cell.restart();
        waiting.clear();
        refused.clear();
        repetition = MtSicsRepetition.NONE;
        return wire("I4 A \"" + identity.serialNumber() + "\"");
    }

    private void receive(String line, long now) {
        String word = word(line);
        if (word.startsWith("S") || word.equals("@")) {
            repetition = MtSicsRepetition.NONE;
        }
        if (word.equals("@")) {
            waiting.clear();
            refused.clear();
        }
        if (word.startsWith("S") && waitsToTare()) {
            refused.add("S I");
            return;
        }
        waiting.add(new Waiting(line, now + delay(word), now + GIVES_UP_WAITING.toNanos()));
    }

    /// Then it says of weights that it is busy with another command.
    private boolean waitsToTare() {
        Waiting first = waiting.peek();
        return first != null && (first.command().equals("T") || first.command().equals("Z"));
    }

    /// What is not of this command set is an error of the whole line.
    private String answer(String line, long now) {
        String word = word(line);
        String parameters = line.substring(word.length()).strip();
        if (!line.chars().allMatch(character -> character < 0x80)) {
            return "ET";
        }
        if (!knows(word)) {
            return "ES";
        }
        if (!parameters.isEmpty() && !WITH_PARAMETERS.contains(word)) {
            return "EL";
        }
        return switch (word) {
            case "@" -> {
                cell.presetTare(0);
                yield answer("I4", now);
            }
            case "I0" -> commandList();
            case "I1" -> "I1 A \"01\" \"2.30\" \"2.20\" \"\" \"\"";
            case "I2" -> "I2 A \"%s %s g\"".formatted(identity.model(), cell.maximum());
            case "I3" -> "I3 A \"1.00 simulated\"";
            case "I4" -> "I4 A \"" + identity.serialNumber() + "\"";
            case "I5" -> "I5 A \"00000000A\"";
            case "S" -> pan.stable(now) ? weight(now) : "S I";
            case "SI" -> weight(now);
            case "SIR" -> {
                repetition = MtSicsRepetition.atIntervals(now);
                yield weight(now);
            }
            case "SR" -> pan.stable(now) ? onChange(parameters, now) : "S I";
            case "Z" -> pan.stable(now) ? zero("Z", "A") : "Z I";
            case "ZI" -> zero("ZI", mark(now));
            case "T" -> pan.stable(now) ? tare("T", "S") : "T I";
            case "TI" -> tare("TI", mark(now));
            case "TA" ->
                    parameters.isEmpty()
                            ? "TA A " + massField(cell.tare())
                            : presetTare(parameters);
            case "TAC" -> clearTare();
            case "D" -> parameters.matches("\"[^\"]*\"") ? "D A" : "D L";
            default -> "DW A";
        };
    }

    private boolean knows(String word) {
        return LEVEL_0.contains(word)
                || LEVEL_1.contains(word)
                || (display && OF_A_DISPLAY.contains(word));
    }

    private static String word(String line) {
        int end = line.indexOf(' ');
        return end < 0 ? line : line.substring(0, end);
    }

    private String weight(long now) {
        if (cell.tooMuch()) {
            return "S +";
        }
        if (cell.tooLittle()) {
            return "S -";
        }
        return "S " + mark(now) + " " + massField(cell.shown());
    }

    /// By a preset step, or by the one the maker has set.
    private String onChange(String preset, long now) {
        OptionalLong step = preset.isEmpty() ? OptionalLong.of(0) : micrograms(preset);
        if (step.isEmpty()) {
            return "S L";
        }
        repetition = MtSicsRepetition.onChange(cell, step.getAsLong());
        return weight(now);
    }

    private String zero(String id, String done) {
        if (cell.zero()) {
            return id + " " + done;
        }
        return id + (cell.gross() > 0 ? " +" : " -");
    }

    private String tare(String id, String mark) {
        if (cell.takeTare()) {
            return id + " " + mark + " " + massField(cell.tare());
        }
        return id + (cell.gross() < 0 ? " -" : " +");
    }

    private String clearTare() {
        cell.presetTare(0);
        return "TAC A";
    }

    private String presetTare(String mass) {
        OptionalLong micrograms = micrograms(mass);
        if (micrograms.isEmpty()) {
            return "TA L";
        }
        cell.presetTare(micrograms.getAsLong());
        return "TA A " + massField(cell.tare());
    }

    /// Of `12.5 g`; empty for anything else.
    private static OptionalLong micrograms(String mass) {
        return mass.matches("[0-9]{1,6}(\\.[0-9]{1,6})? g")
                ? OptionalLong.of(
                        new BigDecimal(mass.substring(0, mass.length() - 2))
                                .movePointRight(6)
                                .longValueExact())
                : OptionalLong.empty();
    }

    private String commandList() {
        List<String> lines = new ArrayList<>();
        LEVEL_0.forEach(name -> lines.add("0 \"" + name + "\""));
        LEVEL_1.forEach(name -> lines.add("1 \"" + name + "\""));
        if (display) {
            OF_A_DISPLAY.forEach(name -> lines.add("1 \"" + name + "\""));
        }
        String last = lines.removeLast();
        return lines.stream()
                .map(line -> "I0 B " + line + "\r\n")
                .collect(Collectors.joining("", "", "I0 A " + last));
    }

    private static boolean waitsForStability(String line) {
        return switch (word(line)) {
            case "S", "SR", "T", "Z" -> true;
            default -> false;
        };
    }

    /// Delays seen on a real unit, in milliseconds.
    private long delay(String command) {
        int milliseconds =
                switch (command) {
                    case "SI", "SIR" -> random.nextInt(28, 52);
                    case "S", "SR" -> random.nextInt(44, 120);
                    case "Z" -> random.nextInt(236, 375);
                    case "T" -> random.nextInt(380, 410);
                    case "@" -> 58;
                    default -> random.nextInt(20, 45);
                };
        return Duration.ofMillis(milliseconds).toNanos();
    }

    private String mark(long now) {
        return pan.stable(now) ? "S" : "D";
    }

    private static String massField(String grams) {
        return "%10s g".formatted(grams);
    }

    private static byte[] wire(String answer) {
        return (answer + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
