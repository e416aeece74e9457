package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Text;
import io.prepstation.config.ValueTypes.TextList;
import io.prepstation.config.ValueTypes.Whole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the pictures with the codes come from.
///
/// @param command program and arguments that write raw frames to standard output; used with [Kind#COMMAND]
/// @param folder images to play; used with [Kind#FOLDER]
public record CameraSettings(
        Kind kind,
        List<String> command,
        @Nullable Path folder,
        int width,
        int height,
        Format format,
        int framesPerSecond) {

    public CameraSettings {
        command = List.copyOf(command);
    }

    /// What delivers the frames.
    public enum Kind {
        COMMAND,
        FOLDER,
        NONE
    }

    /// How the command writes a frame.
    public enum Format {
        /// Planar YUV 4:2:0, rows padded to 64 bytes.
        YUV420,
        /// One byte a pixel, rows not padded.
        GRAY
    }

    private static final Key<Kind> KIND =
            Key.of(
                    "camera.kind",
                    Choice.of(Kind.values()),
                    "What delivers the frames: a command's output, a folder of images, or nothing"
                            + " where a code scanner does the work.");
    private static final Key<List<String>> COMMAND =
            Key.of(
                    "camera.command",
                    new TextList("a list of texts: the program, then its arguments"),
                    "The program and its arguments; it writes raw frames to its standard output.");
    private static final Key<Optional<String>> FOLDER =
            Key.of(
                    "camera.folder",
                    new Open<>(new Text("a path")),
                    "The folder of images, for kind \"folder\".");
    private static final Key<Integer> WIDTH =
            Key.of(
                    "camera.width",
                    new Whole(64, 4096),
                    "The frame's width in pixels, as the command writes it; best a multiple of 64.");
    private static final Key<Integer> HEIGHT =
            Key.of(
                    "camera.height",
                    new Whole(64, 4096),
                    "The frame's height in pixels, as the command writes it.");
    private static final Key<Format> FORMAT =
            Key.of(
                    "camera.format",
                    Choice.of(Format.values()),
                    "How the command writes a frame: yuv420 (rows padded to 64 bytes) or gray.");
    private static final Key<Integer> FPS =
            Key.of("camera.fps", new Whole(1, 60), "Frames a second.");

    static final Section SECTION =
            new Section(
                    "camera",
                    "Where the pictures with the codes come from.",
                    List.of(KIND, COMMAND, FOLDER, WIDTH, HEIGHT, FORMAT, FPS),
                    List.of(
                            new Section.Check(
                                    COMMAND,
                                    values ->
                                            values.get(KIND) != Kind.COMMAND
                                                    || !values.get(COMMAND).isEmpty(),
                                    "a program, because camera.kind is \"command\"",
                                    "an empty list"),
                            new Section.Check(
                                    FOLDER,
                                    values ->
                                            values.get(KIND) != Kind.FOLDER
                                                    || values.get(FOLDER).isPresent(),
                                    "a path, because camera.kind is \"folder\"",
                                    "\"\"")));

    static CameraSettings from(Values values) {
        return new CameraSettings(
                values.get(KIND),
                values.get(COMMAND),
                values.get(FOLDER).map(Path::of).orElse(null),
                values.get(WIDTH),
                values.get(HEIGHT),
                values.get(FORMAT),
                values.get(FPS));
    }
}
