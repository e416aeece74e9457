package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.FrameFormat.Pixels;
import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// What a camera command writes: whole frames and nothing else, and words that are safe to show.
@Tag("DEV-CAM")
class CameraFuzzTest extends FuzzedParsers {

    private static final FrameFormat SMALL = new FrameFormat(6, 2, Pixels.YUV420);
    private static final FrameFormat GRAY = new FrameFormat(6, 2, Pixels.GRAY);
    private static final int LONGEST = 700;
    private static final int LONGEST_MESSAGE = 300;

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget("camera-frames", LONGEST, pictures(), CameraFuzzTest::checkFrames),
                FuzzTarget.ofLatin(
                        "camera-messages", LONGEST, messages(), CameraFuzzTest::checkMessages));
    }

    private static List<byte[]> pictures() {
        byte[] padded = new byte[3 * (SMALL.lumaBytes() + SMALL.colourBytes())];
        Arrays.fill(padded, (byte) 0x80);
        return List.of(padded, Arrays.copyOf(padded, SMALL.lumaBytes() + 1), new byte[25]);
    }

    private static List<String> messages() {
        return List.of(
                "[0:12:34.5] INFO Camera camera_manager.cpp:284 libcamera v0.3.2\n",
                "Stream configuration adjusted\n",
                "frame=   12 fps= 10 q=-0.0 size=N/A time=00:00:01.20\rframe=   13 fps= 10\r",
                "/dev/video0: No such file or directory\n",
                "x".repeat(LONGEST_MESSAGE + 50) + "\n");
    }

    private static void checkFrames(byte[] bytes) throws IOException {
        for (FrameFormat format : List.of(SMALL, GRAY)) {
            List<LumaFrame> frames = new ArrayList<>();
            format.read(
                    new ByteArrayInputStream(bytes),
                    frame -> {
                        frames.add(frame);
                        return new byte[format.lumaBytes()];
                    });
            int whole = format.lumaBytes() + format.colourBytes();
            assertEquals(bytes.length / whole, frames.size());
            for (int i = 0; i < frames.size(); i++) {
                int begin = i * whole;
                assertEquals(
                        -1,
                        Arrays.mismatch(
                                Arrays.copyOfRange(bytes, begin, begin + format.lumaBytes()),
                                frames.get(i).luma()));
            }
        }
    }

    private static void checkMessages(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        CommandMessages messages = new CommandMessages();
        messages.drain(new ByteArrayInputStream(bytes));
        String last = messages.last();
        assertTrue(last.length() <= LONGEST_MESSAGE, last);
        assertTrue(last.chars().allMatch(character -> character >= ' ' && character < 0x7f), last);
        assertTrue(
                messages.sizeChange().isEmpty() || text.contains("Stream configuration adjusted"));
    }
}
