package io.prepstation.benchmark;

import io.prepstation.kiosk.demo.JavaPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Resident memory of the kiosk with screens and camera while the demonstration weighs a whole session with it.
///
/// The demonstration also asks for pictures, which a station never draws: its figure is not lower than a station's.
final class MemoryBench {

    private static final double LIMIT = 250;
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Programs programs;

    MemoryBench(Programs programs) {
        this.programs = programs;
    }

    Figure run() throws IOException, InterruptedException {
        Path out = Files.createTempDirectory("prepstation-bench");
        Process demo =
                new ProcessBuilder(demo(out))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Samples resident = watch(demo);
        if (demo.exitValue() != 0) {
            throw new IOException("the demonstration failed; its logs are in " + out);
        }
        return resident.figure();
    }

    private Samples watch(Process demo) throws InterruptedException {
        Samples samples = new Samples(0, 0, 0);
        while (!demo.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<Double> resident =
                    demo.children()
                            .filter(MemoryBench::isKiosk)
                            .findFirst()
                            .flatMap(MemoryBench::resident);
            samples = resident.map(samples::with).orElse(samples);
        }
        return samples;
    }

    private List<String> demo(Path out) {
        return JavaPrograms.kiosk(
                programs.kioskClassPath(),
                List.of(),
                "io.prepstation.kiosk.command.Main",
                List.of(
                        "demo",
                        "--out",
                        out.toString(),
                        "--hub-class-path",
                        programs.hubClassPath(),
                        "--demo-data",
                        programs.demoData().toString()));
    }

    /// The handle's own information ends at 4096 bytes, before the arguments.
    private static boolean isKiosk(ProcessHandle process) {
        return read(process, "cmdline")
                .map(line -> line.contains("\0kiosk\0--remote"))
                .orElse(false);
    }

    /// In megabytes of a million bytes.
    private static Optional<Double> resident(ProcessHandle process) {
        return read(process, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst();
    }

    /// Empty if the process has just ended.
    private static Optional<String> read(ProcessHandle process, String file) {
        try {
            Path path = Path.of("/proc", Long.toString(process.pid()), file);
            return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What was seen so far, in megabytes.
    private record Samples(double last, double most, int count) {

        Samples with(double resident) {
            return new Samples(resident, Math.max(most, resident), count + 1);
        }

        Figure figure() {
            return new Figure(
                    "memory",
                    last,
                    null,
                    "MB",
                    Limit.atMost(LIMIT),
                    count,
                    String.format(Locale.ROOT, "after the session; at most %.0f MB", most));
        }
    }
}
