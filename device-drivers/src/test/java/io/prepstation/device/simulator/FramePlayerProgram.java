package io.prepstation.device.simulator;

import io.prepstation.device.camera.FrameFormat;
import io.prepstation.device.camera.FrameFormat.Pixels;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// The frame player as a camera command of its own: folder, width, height, frames a second.
public final class FramePlayerProgram {

    private FramePlayerProgram() {}

    public static void main(String[] arguments) throws IOException {
        FrameFormat format =
                new FrameFormat(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Pixels.YUV420);
        FramePlayer player =
                new FramePlayer(
                        Path.of(arguments[0]),
                        format,
                        Integer.parseInt(arguments[3]),
                        new SplittableRandom(5));
        player.play(new FileOutputStream(FileDescriptor.out));
    }

    /// How to start it with the Java these tests run on.
    public static List<String> command(Path folder, FrameFormat format, int framesPerSecond) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FramePlayerProgram.class.getName(),
                folder.toString(),
                Integer.toString(format.width()),
                Integer.toString(format.height()),
                Integer.toString(framesPerSecond));
    }
}
