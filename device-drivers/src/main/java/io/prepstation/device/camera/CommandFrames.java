package io.prepstation.device.camera;

import io.prepstation.device.DeviceClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Frames from the standard output of a command, for example
/// `rpicam-vid --codec yuv420 --width 1280 --height 720 --framerate 10 --timeout 0 --nopreview --flush --output -`.
///
/// A command that ends, or gives no frame for three seconds (ten at its start), is started again; only while frames are
/// asked for.
public final class CommandFrames implements FrameSource {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A command may need longer for its first frame than between two: it loads libraries and wakes the sensor.
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);

    /// A command that ran so long is not failing at its start: the next retry is the first again.
    private static final Duration STEADY = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LATEST_RETRY = Duration.ofSeconds(5);

    private final List<String> command;
    private final FrameFormat format;
    private final DeviceClock clock;
    private CameraStatus status;
    private @Nullable RunningCommand running;
    private Duration retry = FIRST_RETRY;
    private long retryAt;
    private Duration patience = PATIENCE_AT_START;
    private long patienceEnds;
    private long steadyAt;

    public CommandFrames(List<String> command, FrameFormat format, DeviceClock clock) {
        this.command = List.copyOf(command);
        this.format = format;
        this.clock = clock;
        this.status = new CameraStatus.Connecting(command.getFirst());
        this.retryAt = clock.now();
    }

    @Override
    public CameraStatus status() {
        return status;
    }

    @Override
    public Optional<LumaFrame> next(Duration longest) throws InterruptedException {
        RunningCommand current = running;
        if (current == null) {
            startOrWait(longest);
            return Optional.empty();
        }
        Optional<LumaFrame> frame = current.next(longest);
        if (frame.isPresent()) {
            waitFor(PATIENCE);
            retry = clock.reached(steadyAt) ? FIRST_RETRY : retry;
            status = new CameraStatus.Online(command.getFirst());
        }
        giveUpIfBroken(current);
        return frame.filter(_ -> running != null);
    }

    @Override
    public void close() {
        RunningCommand current = running;
        running = null;
        if (current != null) {
            current.end();
        }
    }

    private void startOrWait(Duration longest) throws InterruptedException {
        if (!clock.reached(retryAt) || isOffForGood()) {
            LockSupport.parkNanos(longest.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("the camera was closed");
            }
            return;
        }
        try {
            running = RunningCommand.start(command, format);
            steadyAt = clock.in(STEADY);
            waitFor(PATIENCE_AT_START);
        } catch (IOException failure) {
            giveUp(CameraProblem.NOT_FOUND, named("cannot be started: " + failure.getMessage()));
        }
    }

    private boolean isOffForGood() {
        return status instanceof CameraStatus.Offline(var reason, _)
                && reason == CameraProblem.SIZE_CHANGED;
    }

    private void waitFor(Duration longest) {
        patience = longest;
        patienceEnds = clock.in(longest);
    }

    private void giveUpIfBroken(RunningCommand current) throws InterruptedException {
        boolean ended = current.ended();
        CommandMessages messages = current.messages();
        Optional<String> sizeChange = messages.sizeChange();
        if (sizeChange.isPresent()) {
            giveUp(CameraProblem.SIZE_CHANGED, named(sizeChange.get()));
        } else if (ended) {
            giveUp(CameraProblem.ENDED, named("ended; it said: " + messages.last()));
        } else if (clock.reached(patienceEnds)) {
            giveUp(CameraProblem.NO_FRAMES, named(silence(messages)));
        }
    }

    private String silence(CommandMessages messages) {
        return "no %d×%d %s frame for %d s; it said: %s"
                .formatted(
                        format.width(),
                        format.height(),
                        format.pixels(),
                        patience.toSeconds(),
                        messages.last());
    }

    private String named(String what) {
        return command.getFirst() + ": " + what;
    }

    private void giveUp(CameraProblem problem, String detail) {
        close();
        status = new CameraStatus.Offline(problem, detail);
        retryAt = clock.in(retry);
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LATEST_RETRY) < 0 ? doubled : LATEST_RETRY;
    }
}
