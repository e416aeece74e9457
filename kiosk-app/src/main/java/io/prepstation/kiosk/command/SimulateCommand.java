package io.prepstation.kiosk.command;

import io.prepstation.device.DeviceException;
import io.prepstation.device.camera.FrameFormat;
import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.device.simulator.FramePlayer;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.model.mass.Mass;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Devices that are not there, on the wire of those that are.
@Command(name = "simulate", description = "Plays a device for tests and demonstrations.")
final class SimulateCommand {

    private static final String HANDS =
            "place G, pour G, remove G, clear, unplug, replug, restart, wait S, fault NAME"
                    + " (a command a line; grams, seconds; faults none, mute, garble, split, lose_bytes, late)";

    @Spec CommandSpec spec;

    @Command(
            name = "balance",
            description = {
                "Opens a pseudo-terminal, prints its path and speaks the protocol until stopped.",
                "Standard input or --script is the hand at the pan: " + HANDS
            })
    int balance(
            @Option(
                            names = "--protocol",
                            required = true,
                            paramLabel = "P",
                            description = "such as mt-sics or sartorius-sbi")
                    String protocol,
            @Option(
                            names = "--script",
                            paramLabel = "FILE",
                            description = "commands of the hand, played at the start")
                    @Nullable Path script,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "of noise and drift")
                    long seed)
            throws DeviceException, IOException, InterruptedException {
        if (BalanceFirmwares.named(protocol).isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "no simulator speaks \""
                            + protocol
                            + "\"; known are "
                            + BalanceFirmwares.names());
        }
        Path link = Files.createTempDirectory("prepstation").resolve("balance");
        try (SimulatedBalance balance =
                SimulatedBalance.switchOn(link, protocol, new SplittableRandom(seed))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(balance.portPath());
            out.flush();
            if (script != null) {
                for (String line : Files.readAllLines(script)) {
                    move(balance, line);
                }
            }
            obeyInput(balance);
            untilStopped();
        }
        return ExitCode.OK;
    }

    @Command(
            name = "printer",
            description = {
                "Plays a label printer that speaks ZPL: prints its port, then each label it got, until stopped.",
                "Standard input sets what is wrong with it: paper-out, head-open, paused, mute, hangs-up, last-label, ok."
            })
    int printer(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "to listen on; any free one without it")
                    int port)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (SimulatedPrinter printer = SimulatedPrinter.open(port)) {
            printer.onLabel(label -> {
                out.println(label);
                out.flush();
            });
            out.println(printer.port());
            out.flush();
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                set(printer, line.strip());
            }
            untilStopped();
        }
        return ExitCode.OK;
    }

    private void set(SimulatedPrinter printer, String word) {
        if (word.equals("ok")) {
            printer.set();
            return;
        }
        try {
            printer.set(
                    SimulatedPrinter.Condition.valueOf(
                            word.toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException unknown) {
            spec.commandLine().getErr().println("no such condition: " + word);
        }
    }

    @Command(
            name = "camera",
            description =
                    "Writes raw frames to standard output as rpicam-vid does: what lies in the folder is in view.")
    int camera(
            @Option(names = "--folder", required = true, paramLabel = "DIR") Path folder,
            @Option(names = "--width", paramLabel = "PX", defaultValue = "1280") int width,
            @Option(names = "--height", paramLabel = "PX", defaultValue = "720") int height,
            @Option(names = "--fps", paramLabel = "N", defaultValue = "10") int fps,
            @Option(names = "--seed", paramLabel = "N", defaultValue = "1") long seed)
            throws IOException {
        try (OutputStream frames = new FileOutputStream(FileDescriptor.out)) {
            FrameFormat format = new FrameFormat(width, height, FrameFormat.Pixels.YUV420);
            new FramePlayer(folder, format, fps, new SplittableRandom(seed)).play(frames);
        }
        return ExitCode.OK;
    }

    /// The end of standard input is no order to stop: a program in the background has none.
    private static void untilStopped() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void obeyInput(SimulatedBalance balance) throws IOException, DeviceException {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            move(balance, line);
        }
    }

    private void move(SimulatedBalance balance, String line) throws DeviceException {
        List<String> words = List.of(line.strip().split("\\s+", -1));
        try {
            switch (words.getFirst()) {
                case "" -> {}
                case "place" -> balance.place(mass(words));
                case "pour" -> balance.pour(mass(words), Duration.ofSeconds(3));
                case "remove" -> balance.remove(mass(words));
                case "clear" -> balance.clear();
                case "unplug" -> balance.unplug();
                case "replug" -> balance.replug();
                case "restart" -> balance.restart();
                case "wait" -> LockSupport.parkNanos(seconds(words).toNanos());
                case "fault" -> balance.suffer(fault(words));
                default -> complain(line);
            }
        } catch (IllegalArgumentException e) {
            complain(line);
        }
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("not understood: \"" + line + "\"; known are " + HANDS);
    }

    private static Duration seconds(List<String> words) {
        return Duration.ofMillis(mass(words).value().movePointRight(3).longValue());
    }

    private static WireFault fault(List<String> words) {
        return WireFault.valueOf(words.getLast().toUpperCase(Locale.ROOT));
    }

    private static Mass mass(List<String> words) {
        if (words.size() != 2) {
            throw new NumberFormatException("one mass in grams is needed");
        }
        return Mass.grams(words.get(1));
    }
}
