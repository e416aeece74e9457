package io.prepstation.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java program of this build in a process of its own, which can be killed.
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
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
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// A hub that serves, once it says so.
    static Child hub(Path data, int port) throws IOException {
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
    /// @throws IOException if it says no more
    String line() throws IOException {
        String line = out.readLine();
        while (line != null && line.contains(" [")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the program ended");
        }
        return line;
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
