package io.prepstation.device.simulator;

import io.prepstation.device.camera.FrameFormat;
import io.prepstation.device.camera.LumaFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A camera command without a camera: writes raw frames of a bench, with the newest PNG of a folder held over it.
///
/// Put a picture into the folder to show it, take it out to show the empty bench. A scene is drawn once; what changes
/// from frame to frame is its noise, so that 10 frames a second cost little.
public final class FramePlayer {

    private static final int NOISY_COPIES = 4;
    private static final double NOISE = 2.5;
    private static final int NOISE_VALUES = 1 << 16;
    private static final byte NO_COLOUR = (byte) 128;

    private final Path folder;
    private final FrameFormat format;
    private final Duration interval;
    private final RandomGenerator random;
    private final byte[] noise;
    private final BenchScene bench;
    private Shown shown;
    private List<byte[]> frames;

    /// A picture as it lay in the folder; a file written again is another picture.
    private record Shown(@Nullable Path file, FileTime written) {

        private static final Shown NOTHING = new Shown(null, FileTime.fromMillis(0));

        @Nullable BufferedImage picture() throws IOException {
            if (file == null) {
                return null;
            }
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new IOException(file + " is no picture yet");
            }
            return picture;
        }
    }

    /// Makes this program draw without a display.
    ///
    /// @param random makes tilt and noise
    public FramePlayer(
            Path folder, FrameFormat format, int framesPerSecond, RandomGenerator random) {
        System.setProperty("java.awt.headless", "true");
        this.folder = folder;
        this.format = format;
        this.interval = Duration.ofSeconds(1).dividedBy(framesPerSecond);
        this.random = random;
        this.noise = noise(random);
        this.bench = new BenchScene(format.width(), format.height(), random);
        this.shown = Shown.NOTHING;
        this.frames = noisy(bench.with(null));
    }

    /// Plays until nobody reads any more, or the thread is interrupted.
    ///
    /// @throws NotDirectoryException if there is no such folder
    public void play(OutputStream camera) throws NotDirectoryException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        long next = System.nanoTime();
        for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
            look();
            if (!write(frames.get(number % frames.size()), camera)) {
                return;
            }
            next = Math.max(next + interval.toNanos(), System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /// Whether somebody still reads.
    private static boolean write(byte[] frame, OutputStream camera) {
        try {
            camera.write(frame);
            camera.flush();
            return true;
        } catch (IOException readerHasGone) {
            return false;
        }
    }

    /// A picture that is just being written or taken away is looked at again with the next frame.
    private void look() {
        try {
            Shown newest = newest();
            if (!newest.equals(shown)) {
                frames = noisy(bench.with(newest.picture()));
                shown = newest;
            }
        } catch (IOException halfThere) {
            return;
        }
    }

    private Shown newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
            Shown newest = Shown.NOTHING;
            for (Path picture : pictures) {
                Shown candidate = new Shown(picture, Files.getLastModifiedTime(picture));
                newest = candidate.written().compareTo(newest.written()) > 0 ? candidate : newest;
            }
            return newest;
        }
    }

    private List<byte[]> noisy(LumaFrame scene) {
        return IntStream.range(0, NOISY_COPIES).mapToObj(_ -> oneNoisy(scene)).toList();
    }

    /// Each row takes its noise from another place of the same values.
    private byte[] oneNoisy(LumaFrame scene) {
        byte[] frame = new byte[format.lumaBytes() + format.colourBytes()];
        Arrays.fill(frame, NO_COLOUR);
        for (int y = 0; y < format.height(); y++) {
            int from = random.nextInt(NOISE_VALUES);
            for (int x = 0; x < format.width(); x++) {
                int luma = scene.luma()[y * scene.stride() + x] & 0xff;
                int noisy = luma + noise[(from + x) % NOISE_VALUES];
                frame[y * format.stride() + x] = (byte) Math.clamp(noisy, 0, 255);
            }
        }
        return frame;
    }

    private static byte[] noise(RandomGenerator random) {
        byte[] noise = new byte[NOISE_VALUES];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
        return noise;
    }
}
