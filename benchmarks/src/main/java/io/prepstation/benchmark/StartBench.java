package io.prepstation.benchmark;

import io.prepstation.kiosk.demo.JavaPrograms;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From the start of the process to the sign-in screen, against [OneLabel], in turns.
///
/// Both run with the same flags and with a start cache that one earlier run of their own made.
final class StartBench {

    private static final int PAIRS = 11;
    private static final double LIMIT = 1.6;
    private static final String SHOWN_BY_KIOSK = "\"event\":\"state\"";
    private static final String SHOWN_BY_LABEL = "shown";

    private final Programs programs;

    StartBench(Programs programs) {
        this.programs = programs;
    }

    Figure run() throws IOException, InterruptedException {
        try (EnrolledStation station = new EnrolledStation(programs.demoData())) {
            Path kioskCache = station.root().resolve("kiosk.aot");
            Path labelCache = station.root().resolve("label.aot");
            time(kiosk(station, "-XX:AOTCacheOutput=" + kioskCache), SHOWN_BY_KIOSK);
            time(label("-XX:AOTCacheOutput=" + labelCache), SHOWN_BY_LABEL);
            requireCache(kioskCache);
            requireCache(labelCache);
            Samples ours = new Samples();
            Samples floor = new Samples();
            for (int i = 0; i < PAIRS; i++) {
                ours.add(time(kiosk(station, "-XX:AOTCache=" + kioskCache), SHOWN_BY_KIOSK));
                floor.add(time(label("-XX:AOTCache=" + labelCache), SHOWN_BY_LABEL));
            }
            return new Figure(
                    "start",
                    ours.median(),
                    floor.median(),
                    "ms",
                    LIMIT,
                    PAIRS,
                    "kiosk " + ours.spread() + "; one label " + floor.spread());
        }
    }

    /// Nanoseconds until the program prints a line with that text; then it is ended in order, and writes a cache if told.
    private static long time(List<String> command, String text)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.contains(text)) {
                line = lines.readLine();
            }
            long took = System.nanoTime() - start;
            if (line == null) {
                throw new IOException("ended without showing anything: " + command);
            }
            end(process);
            return took;
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void requireCache(Path cache) throws IOException {
        if (!Files.exists(cache)) {
            throw new IOException("the first run left no start cache " + cache);
        }
    }

    private List<String> kiosk(EnrolledStation station, String cache) {
        return JavaPrograms.headless(
                programs.kioskClassPath(),
                List.of(cache),
                "io.prepstation.kiosk.command.StationCommand",
                List.of(
                        "kiosk",
                        "--headless",
                        "--remote",
                        "--data",
                        station.data().toString(),
                        "--config",
                        station.config().toString()));
    }

    private List<String> label(String cache) {
        return JavaPrograms.headless(
                programs.labelClassPath(), List.of(cache), OneLabel.class.getName(), List.of());
    }
}
