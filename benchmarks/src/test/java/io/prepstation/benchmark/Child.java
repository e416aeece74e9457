package io.prepstation.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Java program of this build in a process of its own, which can be killed.
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final BlockingQueue<Optional<String>> out = new LinkedBlockingQueue<>();
    private final Writer in;

    Child(String mainClass, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                mainClass));
        command.addAll(List.of(arguments));
        this.process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /// A hub that serves, once it says so.
    static Child hub(Path data, int port) throws IOException, InterruptedException {
        Child hub =
                new Child(
                        "io.prepstation.hub.command.HubCommand",
                        "serve",
                        "--http",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString());
        String line = hub.line();
        if (!line.startsWith("listening on ")) {
            throw new IOException("the hub did not start: " + line);
        }
        return hub;
    }

    static Child station(Path data) throws IOException {
        return new Child(RestlessStation.class.getName(), data.toString());
    }

    void tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /// What it says next.
    ///
    /// @throws IOException if it says no more, or nothing for minutes
    String line() throws IOException, InterruptedException {
        Optional<String> line = out.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new IOException("the program said nothing for " + PATIENCE);
        }
        return line.orElseThrow(() -> new IOException("the program ended"));
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !line.contains(" [")).map(Optional::of).forEach(out::add);
        } catch (IOException | UncheckedIOException killed) {
            // It says no more.
        }
        out.add(Optional.empty());
    }

    /// SIGKILL.
    ///
    /// @throws IOException if it was dead before
    void kill() throws IOException, InterruptedException {
        int ended = process.destroyForcibly().waitFor();
        if (ended != KILLED) {
            throw new IOException("the program had ended by itself: " + ended);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
