package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.ChoiceList;
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
/// @param device the USB camera; used with [Kind#V4L2]
/// @param codes the kinds of code to look for
/// @param command program and arguments that write raw frames to standard output; used with [Kind#COMMAND]
/// @param folder images to play; used with [Kind#FOLDER]
public record CameraSettings(
        Kind kind,
        List<String> command,
        @Nullable Path device,
        @Nullable Path folder,
        int width,
        int height,
        Format format,
        int framesPerSecond,
        List<Code> codes) {

    public CameraSettings {
        command = List.copyOf(command);
        codes = List.copyOf(codes);
    }

    /// What delivers the frames.
    public enum Kind {
        COMMAND,
        /// A USB camera, read by `ffmpeg`.
        V4L2,
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

    /// A kind of code.
    public enum Code {
        QR,
        DATA_MATRIX,
        CODE_128
    }

    private static final Key<Kind> KIND =
            Key.of(
                    "camera.kind",
                    Choice.of(Kind.values()),
                    "What delivers the frames: a command's output, a USB camera (by ffmpeg), a folder of"
                            + " images, or nothing where a code scanner does the work.");
    private static final Key<List<String>> COMMAND =
            Key.of(
                    "camera.command",
                    new TextList("a list of texts: the program, then its arguments"),
                    "The program and its arguments; it writes raw frames to its standard output.");
    private static final Key<Optional<String>> DEVICE =
            Key.of(
                    "camera.device",
                    new Open<>(new Text("a path")),
                    "The USB camera, for kind \"v4l2\"; best its name below /dev/v4l/by-id.");
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
    private static final Key<List<Code>> CODES =
            Key.of(
                    "camera.codes",
                    new ChoiceList<>(Choice.of(Code.values())),
                    "The kinds of code to look for; each besides \"qr\" makes reading slower.");

    static final Section SECTION =
            new Section(
                    "camera",
                    "Where the pictures with the codes come from.",
                    List.of(KIND, COMMAND, DEVICE, FOLDER, WIDTH, HEIGHT, FORMAT, FPS, CODES),
                    List.of(
                            new Section.Check(
                                    COMMAND,
                                    values ->
                                            values.get(KIND) != Kind.COMMAND
                                                    || !values.get(COMMAND).isEmpty(),
                                    "a program, because camera.kind is \"command\"",
                                    "an empty list"),
                            new Section.Check(
                                    DEVICE,
                                    values ->
                                            values.get(KIND) != Kind.V4L2
                                                    || values.get(DEVICE).isPresent(),
                                    "a path, because camera.kind is \"v4l2\"",
                                    "\"\""),
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
                values.get(DEVICE).map(Path::of).orElse(null),
                values.get(FOLDER).map(Path::of).orElse(null),
                values.get(WIDTH),
                values.get(HEIGHT),
                values.get(FORMAT),
                values.get(FPS),
                values.get(CODES));
    }
}
