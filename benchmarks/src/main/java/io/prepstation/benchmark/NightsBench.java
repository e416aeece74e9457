package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How many nights of the sync simulation pass in a second, in a program of their own that has just begun: that of
/// `scripts/prove simulation`, with its hubs on SQLite. Nights that went wrong count for nothing.
final class NightsBench {

    private static final double SEEDS_A_SECOND = 6;
    private static final int TO_END_SECONDS = 20;
    private static final String PROGRAM = "io.prepstation.kiosk.sync.NightProgram";

    /// Those of the build and of `scripts/prove simulation`: both compilers, and what is asserted is checked.
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-ea",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-Dnights.postgres=false");

    private NightsBench() {}

    /// @param classPath with the tests of the kiosk
    /// @param count of nights, from seed 0
    static Figure run(String classPath, int count) throws IOException, InterruptedException {
        ObjectNode passed = passed(classPath, "pass 0 " + count);
        if (!passed.path("broken").isEmpty()) {
            throw new IOException("not all nights were well: " + passed.path("broken"));
        }
        return figure(passed);
    }

    private static Figure figure(ObjectNode passed) {
        int nights = passed.path("nights").asInt();
        double seconds = passed.path("millis").asLong() / 1e3;
        return new Figure(
                "nights",
                nights / seconds,
                null,
                "seeds/s",
                Limit.atLeast(SEEDS_A_SECOND),
                nights,
                String.format(
                        Locale.ROOT,
                        "nights of eight hours from seed 0, in %.1f s, the first ones cold; %.0f ms of a processor each;"
                                + " traces %s, all well",
                        seconds,
                        passed.path("processor").asDouble() / nights,
                        passed.path("traces").asText()));
    }

    private static ObjectNode passed(String classPath, String question)
            throws IOException, InterruptedException {
        Process program = start(classPath);
        try {
            String line = answer(program, question);
            // Its input has ended, so it clears away what it wrote, and ends.
            boolean ended = program.waitFor(TO_END_SECONDS, TimeUnit.SECONDS);
            if (line == null || !ended) {
                throw new IOException("the program of the nights failed, or does not end");
            }
            return Json.parseObject(line);
        } catch (MalformedJson e) {
            throw new IOException("the nights are unreadable", e);
        } finally {
            program.destroy();
        }
    }

    private static @Nullable String answer(Process program, String question) throws IOException {
        try (PrintWriter questions = new PrintWriter(program.outputWriter(StandardCharsets.UTF_8));
                BufferedReader answers = program.inputReader(StandardCharsets.UTF_8)) {
            questions.println(question);
            questions.flush();
            return answers.readLine();
        }
    }

    private static Process start(String classPath) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath, PROGRAM));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
