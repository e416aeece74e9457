package io.prepstation.benchmark;

import io.prepstation.kiosk.demo.JavaPrograms;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From the start of the process to the sign-in screen, against [OneLabel], in turns.
///
/// What counts is the time until the first picture was laid out: for the kiosk the sign-in screen. Both run with the same
/// flags, and with a start cache that one earlier run of their own made, which ended at that point too. The kiosk is
/// enrolled and has an ordinary configuration file.
final class StartBench {

    private static final int PAIRS = 21;
    private static final double LIMIT = 1.4;
    private static final String CONFIGURATION =
            """
            # Bench 3, second floor
            [station]
            name = "Bench 3"
            language = "en"

            [balance]
            serial_number = "B023456789"

            [sync]
            retry_base = "2s"
            """;
    private static final String SHOWN_BY_KIOSK = "\"event\":\"drawn\"";
    private static final String SHOWN_BY_LABEL = "shown";

    private final Programs programs;

    StartBench(Programs programs) {
        this.programs = programs;
    }

    Figure run() throws IOException, InterruptedException {
        try (EnrolledStation station = new EnrolledStation(programs.demoData())) {
            station.configure(CONFIGURATION);
            Path kioskCache = station.root().resolve("kiosk.aot");
            Path labelCache = station.root().resolve("label.aot");
            train(kiosk(station, "-XX:AOTCacheOutput=" + kioskCache, "--until-drawn"));
            train(label("-XX:AOTCacheOutput=" + labelCache, "--until-drawn"));
            requireCache(kioskCache);
            requireCache(labelCache);
            List<String> kiosk = kiosk(station, "-XX:AOTCache=" + kioskCache, "--remote");
            List<String> label = label("-XX:AOTCache=" + labelCache, "");
            Samples ours = new Samples();
            Samples floor = new Samples();
            double[] ratios = new double[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                long kioskTook = time(kiosk, SHOWN_BY_KIOSK);
                long labelTook = time(label, SHOWN_BY_LABEL);
                ours.add(kioskTook);
                floor.add(labelTook);
                ratios[i] = (double) kioskTook / labelTook;
            }
            Arrays.sort(ratios);
            return new Figure(
                    "start",
                    ours.median(),
                    floor.median(),
                    "ms",
                    Limit.ofRatio(LIMIT),
                    PAIRS,
                    "kiosk %s; one label %s; ratios of pairs %.2f … %.2f, median %.2f"
                            .formatted(
                                    ours.spread(),
                                    floor.spread(),
                                    ratios[0],
                                    ratios[PAIRS - 1],
                                    ratios[PAIRS / 2]));
        }
    }

    /// Runs the program until it ends by itself, which leaves a start cache.
    private static void train(List<String> command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Nanoseconds until the program prints a line with that text; then it is ended.
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

    private List<String> kiosk(EnrolledStation station, String cache, String option) {
        return JavaPrograms.kiosk(
                programs.kioskClassPath(),
                List.of(cache),
                "io.prepstation.kiosk.command.Main",
                List.of(
                        "kiosk",
                        option,
                        "--data",
                        station.data().toString(),
                        "--config",
                        station.config().toString()));
    }

    private List<String> label(String cache, String option) {
        return JavaPrograms.kiosk(
                programs.labelClassPath(),
                List.of(cache),
                OneLabel.class.getName(),
                List.of(option));
    }
}
