package io.prepstation.device.simulator;

import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.LineFramer.Terminator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// A Mettler-Toledo balance as it behaves on the wire, with the delays measured on a real one.
final class MtSicsBalance implements BalanceFirmware {

    private static final List<String> COMMANDS =
            List.of(
                    "@", "I0", "I1", "I2", "I3", "I4", "I5", "S", "SI", "SIR", "SR", "T", "TA",
                    "TAC", "TI", "Z", "ZI");
    private static final Duration GIVES_UP_WAITING = Duration.ofSeconds(10);
    private static final long STREAM_INTERVAL = Duration.ofMillis(98).toNanos();
    private static final byte[] NOTHING = {};

    private final PanPhysics pan;
    private final SimulatedIdentity identity;
    private final RandomGenerator random;
    private final LineFramer framer = new LineFramer(Terminator.LF, 80);
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final WeighingCell cell;
    private boolean streaming;
    private long nextInStream;

    /// A command that was received and the time its answer takes.
    private record Waiting(String command, long readyAt, long givesUpAt) {}

    MtSicsBalance(PanPhysics pan, SimulatedIdentity identity, RandomGenerator random) {
        this.pan = pan;
        this.identity = identity;
        this.random = random;
        this.cell = new WeighingCell(pan, identity);
    }

    @Override
    public void receive(byte[] bytes, long now) {
        framer.accept(bytes).forEach(line -> receive(line, now));
    }

    @Override
    public byte[] due(long now) {
        cell.look(now);
        Waiting first = waiting.peek();
        if (first == null) {
            return stream(now);
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
        streaming = false;
        return wire("I4 A \"" + identity.serialNumber() + "\"");
    }

    private void receive(String command, long now) {
        if (command.startsWith("S")) {
            streaming = false;
        }
        if (command.equals("@")) {
            waiting.clear();
            streaming = false;
        }
        waiting.add(new Waiting(command, now + delay(command), now + GIVES_UP_WAITING.toNanos()));
    }

    private byte[] stream(long now) {
        if (!streaming || now - nextInStream < 0) {
            return NOTHING;
        }
        nextInStream += STREAM_INTERVAL;
        return wire(weight(now));
    }

    private String answer(String command, long now) {
        return switch (command) {
            case "@", "I4" -> "I4 A \"" + identity.serialNumber() + "\"";
            case "I0" -> commandList();
            case "I1" -> "I1 A \"01\" \"2.30\" \"2.20\" \"\" \"\"";
            case "I2" -> "I2 A \"%s %s g\"".formatted(identity.model(), cell.maximum());
            case "I3" -> "I3 A \"1.00 simulated\"";
            case "I5" -> "I5 A \"00000000A\"";
            case "S" -> pan.stable(now) ? weight(now) : "S I";
            case "SI" -> weight(now);
            case "SIR" -> startStream(now);
            case "SR" -> pan.stable(now) ? startStream(now) : "S I";
            case "Z" -> pan.stable(now) ? zero("Z", "A") : "Z I";
            case "ZI" -> zero("ZI", mark(now));
            case "T" -> pan.stable(now) ? tare("T", "S") : "T I";
            case "TI" -> tare("TI", mark(now));
            case "TA" -> "TA A " + massField(cell.tare());
            case "TAC" -> clearTare();
            default -> command.startsWith("TA ") ? presetTare(command.substring(3)) : "ES";
        };
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

    private String startStream(long now) {
        streaming = true;
        nextInStream = now + STREAM_INTERVAL;
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
        if (!mass.matches("[0-9]+(\\.[0-9]{1,6})? g")) {
            return "TA L";
        }
        long micrograms =
                new BigDecimal(mass.substring(0, mass.length() - 2))
                        .movePointRight(6)
                        .longValueExact();
        cell.presetTare(micrograms);
        return "TA A " + massField(cell.tare());
    }

    private String commandList() {
        StringBuilder lines = new StringBuilder();
        for (Iterator<String> names = COMMANDS.iterator(); names.hasNext(); ) {
            String name = names.next();
            lines.append(
                    "I0 %s %d \"%s\"".formatted(names.hasNext() ? "B" : "A", level(name), name));
            lines.append(names.hasNext() ? "\r\n" : "");
        }
        return lines.toString();
    }

    private static int level(String command) {
        return command.startsWith("T") || command.equals("SR") ? 1 : 0;
    }

    private static boolean waitsForStability(String command) {
        return switch (command) {
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
