package io.prepstation.benchmark;

import io.prepstation.kiosk.demo.JavaPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A hub in a process of its own, started with the flags that an installed one has.
final class HubProgram implements AutoCloseable {

    private final Process process;

    /// Serves when it returns.
    ///
    /// @param classPath of a hub
    HubProgram(String classPath, Path data, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-cp", classPath, "io.prepstation.hub.command.HubCommand"));
        command.addAll(List.of("--data", data.toString(), "serve", "--http"));
        command.addAll(List.of("--port", Integer.toString(port)));
        this.process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("listening on ")) {
            close();
            throw new IOException("the hub did not start: " + line);
        }
    }

    /// What it has had of the processors since it was started.
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /// What the scripts and the package start it with.
    private static List<String> flags() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(JavaPrograms.class.getResourceAsStream("java.flags"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
