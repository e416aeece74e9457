package io.prepstation.kiosk.sync;

import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;

/// Nights in a program of their own, with both compilers: what passes for minutes is worth what costs a test of seconds too much.
///
/// Answers each line it is asked by one line of JSON, until its input ends; `pass FIRST COUNT` as arguments does that one
/// thing, and says in a sentence what came of it.
final class NightProgram {

    /// A night waits for nobody, so two workers keep two processors busy; one more for what the system does in between.
    private static final int WORKERS =
            Integer.getInteger("nights.workers", Runtime.getRuntime().availableProcessors() + 1);

    private NightProgram() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        int code = 0;
        try (NightRuns runs = new NightRuns(WORKERS, Boolean.getBoolean("nights.postgres"))) {
            if (arguments.length > 0) {
                NightRuns.Passed passed = passed(runs, arguments);
                passed.broken().forEach(answers::println);
                answers.println(passed.told());
                answers.println(new TreeMap<>(passed.happened()));
                code = passed.broken().isEmpty() ? 0 : 1;
            } else {
                serve(runs, answers);
            }
        }
        System.exit(code);
    }

    private static void serve(NightRuns runs, PrintStream answers) throws Exception {
        try (BufferedReader asked =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                answers.println(Json.write(answer(runs, line.split(" "))));
                answers.flush();
            }
        }
    }

    private static Object answer(NightRuns runs, String[] asked) throws Exception {
        return switch (asked[0]) {
            case "pass" -> passed(runs, asked);
            case "without" -> Said.of(runs.noticed(NightRule.valueOf(asked[1])));
            case "trace" -> Said.of(Optional.of(runs.trace(Long.parseLong(asked[1]))));
            default -> throw new IOException("nobody understands " + String.join(" ", asked));
        };
    }

    private static NightRuns.Passed passed(NightRuns runs, String[] asked) throws Exception {
        return runs.pass(Long.parseLong(asked[1]), Integer.parseInt(asked[2]));
    }

    /// @param text empty if there is nothing to say
    public record Said(String text) {

        static Said of(Optional<String> text) {
            return new Said(text.orElse(""));
        }
    }
}
