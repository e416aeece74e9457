package io.prepstation.device.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A camera that reads codes. Its own thread pulls frames, looks for a code in each, and tells the listener.
public final class Camera implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    /// After each look, so that a camera of 30 frames a second costs no more than one of ten.
    private static final Duration REST = Duration.ofMillis(90);

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(3);

    private final FrameSource frames;
    private final RepeatFilter repeats;
    private final LiveLook live;
    private final Duration rest;
    private ViewHint hinted = ViewHint.NONE;
    private @Nullable Thread thread;
    private @Nullable CameraStatus published;

    /// A camera that reads QR codes.
    public Camera(FrameSource frames, RepeatFilter repeats) {
        this(frames, repeats, new QrReader());
    }

    /// @param reader used on the camera's thread alone from now on
    public Camera(FrameSource frames, RepeatFilter repeats, QrReader reader) {
        this(frames, repeats, reader, REST);
    }

    Camera(FrameSource frames, RepeatFilter repeats, QrReader reader, Duration rest) {
        this.frames = frames;
        this.repeats = repeats;
        this.live = new LiveLook(reader);
        this.rest = rest;
    }

    /// @param listener called on the camera's own thread
    public void start(CameraListener listener) {
        if (thread != null) {
            throw new IllegalStateException("the camera was started before");
        }
        thread = Thread.ofPlatform().name("camera").daemon().start(() -> run(listener));
    }

    /// Ends the camera and waits for it. No listener is called afterwards.
    @Override
    public void close() {
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            ending.join(PATIENCE_AT_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(CameraListener listener) {
        try (frames) {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<LumaFrame> frame = frames.next(LOOK);
                publish(frames.status(), listener);
                if (frame.isPresent()) {
                    look(frame.get(), listener);
                    rest();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// A single park may end at once: the queue of frames leaves a wake-up behind that came too late for it.
    private void rest() {
        long ends = System.nanoTime() + rest.toNanos();
        long left = rest.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = ends - System.nanoTime();
        }
    }

    private void look(LumaFrame frame, CameraListener listener) {
        listener.picture(frame);
        LiveLook.Seen seen = live.at(frame);
        seen.text().filter(repeats::counts).ifPresent(listener::code);
        hint(seen.hint(), listener);
    }

    private void hint(ViewHint hint, CameraListener listener) {
        if (hint != hinted) {
            hinted = hint;
            listener.hint(hint);
        }
    }

    private void publish(CameraStatus status, CameraListener listener) {
        if (!status.equals(published)) {
            published = status;
            listener.status(status);
        }
    }
}
