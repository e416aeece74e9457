package io.prepstation.kiosk.sync;

import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running [NightProgram].
final class NightProcess implements AutoCloseable {

    /// The second compiler as well, whatever the tests around it have.
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-ea",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.internal.verbosity=ERROR");

    private final Process program;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private NightProcess(Process program) {
        this.program = program;
        this.answers = program.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintWriter(program.outputWriter(StandardCharsets.UTF_8));
    }

    static NightProcess start(boolean postgres) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(FLAGS);
        command.add("-Dnights.postgres=" + postgres);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(NightProgram.class.getName());
        return new NightProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    NightRuns.Passed pass(long first, int count) throws Exception {
        return ask("pass %d %d".formatted(first, count), NightRuns.Passed.class);
    }

    String trace(long seed) throws Exception {
        return ask("trace " + seed, NightProgram.Said.class).text();
    }

    /// How it notices that a rule is missing; empty if it does not.
    String noticed(NightRule rule) throws Exception {
        return ask("without " + rule, NightProgram.Said.class).text();
    }

    private <T> T ask(String question, Class<T> answer) throws Exception {
        questions.println(question);
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the program of the nights ended at: " + question);
        }
        return Json.read(Json.parseObject(line), answer);
    }

    /// It ends when nobody can ask any more.
    @Override
    public void close() throws IOException {
        questions.close();
        program.onExit().completeOnTimeout(program, 20, TimeUnit.SECONDS).join();
        boolean ended = !program.isAlive();
        program.destroyForcibly();
        answers.close();
        if (!ended) {
            throw new IOException("the program of the nights does not end");
        }
    }
}
