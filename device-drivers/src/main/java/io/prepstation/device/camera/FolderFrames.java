package io.prepstation.device.camera;

import io.prepstation.device.DeviceClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The images of a folder as a camera: each is shown for a while, in the order of their names, again and again.
public final class FolderFrames implements FrameSource {

    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);

    private final Path folder;
    private final Duration each;
    private final DeviceClock clock;
    private CameraStatus status;
    private @Nullable Path shown;
    private @Nullable LumaFrame frame;
    private long turnAt;

    public FolderFrames(Path folder, Duration each, DeviceClock clock) {
        this.folder = folder;
        this.each = each;
        this.clock = clock;
        this.status = new CameraStatus.Connecting(folder.toString());
        this.turnAt = clock.now();
    }

    @Override
    public Optional<LumaFrame> next(Duration longest) throws InterruptedException {
        LockSupport.parkNanos(Math.min(longest.toNanos(), BETWEEN_FRAMES.toNanos()));
        if (Thread.interrupted()) {
            throw new InterruptedException("the camera was closed");
        }
        if (clock.reached(turnAt)) {
            turnAt = clock.in(each);
            turn();
        }
        return Optional.ofNullable(frame);
    }

    @Override
    public CameraStatus status() {
        return status;
    }

    @Override
    public void close() {
        frame = null;
    }

    private void turn() {
        try {
            List<Path> images = images();
            int next = images.isEmpty() ? 0 : (images.indexOf(shown) + 1) % images.size();
            shown = images.isEmpty() ? null : images.get(next);
            frame = shown == null ? null : LumaFrame.read(shown);
            status = new CameraStatus.Online(folder.toString());
        } catch (IOException failure) {
            frame = null;
            status =
                    new CameraStatus.Offline(
                            CameraProblem.NOT_FOUND, folder + ": " + failure.getMessage());
        }
    }

    private List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FolderFrames::isImage).sorted().toList();
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
