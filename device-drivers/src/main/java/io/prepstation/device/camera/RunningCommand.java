package io.prepstation.device.camera;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A camera command while it runs. Two threads empty its pipes, so that it never waits for us; only the newest frame is
/// kept.
final class RunningCommand {

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final FrameFormat format;
    private final Process process;
    private final Thread frames;
    private final Thread drain;
    private final CommandMessages messages = new CommandMessages();
    private final BlockingQueue<LumaFrame> newest = new ArrayBlockingQueue<>(1);

    private RunningCommand(FrameFormat format, Process process) {
        this.format = format;
        this.process = process;
        this.frames =
                Thread.ofPlatform().name("camera frames").daemon().unstarted(this::readFrames);
        this.drain =
                Thread.ofPlatform()
                        .name("camera messages")
                        .daemon()
                        .unstarted(() -> messages.drain(process.getErrorStream()));
    }

    /// @throws IOException if there is no such command
    static RunningCommand start(List<String> command, FrameFormat format) throws IOException {
        Process process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
        RunningCommand running = new RunningCommand(format, process);
        running.frames.start();
        running.drain.start();
        return running;
    }

    Optional<LumaFrame> next(Duration longest) throws InterruptedException {
        return Optional.ofNullable(newest.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
    }

    /// Whether it ended or closed its output. Its last words are then waited for, because they say why.
    boolean ended() throws InterruptedException {
        boolean ended = !process.isAlive() || !frames.isAlive();
        if (ended) {
            drain.join(LAST_WORDS);
        }
        return ended;
    }

    CommandMessages messages() {
        return messages;
    }

    /// Ends the command and what it started; by force what does not end by itself.
    void end() {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture<Void> gone =
                CompletableFuture.allOf(
                        all.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new));
        try {
            gone.get(PATIENCE_AT_END.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException interrupted) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /// A pipe that breaks has ended too.
    private void readFrames() {
        try (InputStream pipe = process.getInputStream()) {
            format.read(pipe, this::keep);
        } catch (IOException broken) {
            return;
        }
    }

    /// What nobody took is written over.
    private byte[] keep(LumaFrame frame) {
        LumaFrame untaken = newest.poll();
        newest.add(frame);
        return untaken == null ? new byte[format.lumaBytes()] : untaken.luma();
    }
}
