package io.prepstation.kiosk.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that is read and told line by line, and can be killed like one whose plug was pulled.
///
/// Its standard error goes to a file, because that is where its log is wanted when a run has failed.
final class ChildProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 12;

    private final String name;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private final Thread pump;
    private volatile String brokenOff = "";

    /// @param log where standard error is appended
    ChildProgram(String name, List<String> command, Path log) throws IOException {
        this.name = name;
        this.process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        this.input = process.outputWriter();
        this.pump = Thread.ofVirtual().name(name + " lines").start(this::pump);
    }

    private void pump() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            brokenOff = "\n  (its output broke off: " + e.getMessage() + ")";
        }
    }

    /// The next line of its standard output; null if none came in time.
    @Nullable String nextLine(Duration within) throws InterruptedException {
        String line = lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (line != null) {
            recent.addLast(line);
            if (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
        }
        return line;
    }

    /// Waits for the program's end and gives its standard output.
    ///
    /// @throws DemoFailed if it does not end in time or ends with a failure
    List<String> output(Duration within) throws InterruptedException, DemoFailed {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new DemoFailed(name + " did not end within " + within.toSeconds() + " s");
        }
        pump.join();
        if (process.exitValue() != 0) {
            throw new DemoFailed(
                    name + " failed with exit code " + process.exitValue() + ": " + lines);
        }
        return List.copyOf(lines);
    }

    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /// Says that nothing more will be told.
    void endInput() throws IOException {
        input.close();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// The last lines that were read, for messages.
    String recent() {
        return String.join("\n  ", recent) + brokenOff;
    }

    /// SIGKILL: no handler runs, nothing is flushed. By the handle, which leaves what it had printed to be read.
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        pump.join();
    }

    /// Ends it in order, by force if it does not end in time.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
