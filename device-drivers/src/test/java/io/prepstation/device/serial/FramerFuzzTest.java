package io.prepstation.device.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// The frames of a stream are the same however its bytes are chopped up on the way, and none is longer than allowed.
@Tag("WEI-5")
class FramerFuzzTest extends FuzzedParsers {

    private static final int LONGEST_FRAME = 24;
    private static final int LONGEST = 160;

    @Override
    public List<FuzzTarget> targets() {
        return Arrays.stream(Terminator.values()).map(FramerFuzzTest::target).toList();
    }

    private static FuzzTarget target(Terminator terminator) {
        return FuzzTarget.ofLatin(
                "framer-" + (terminator == Terminator.CR ? "cr" : "lf"),
                LONGEST,
                List.of(
                        "S S    0.00008 g\r\nS D   12.00000 g\r\n",
                        "\u00020012.34\r\n\u0002?A\r",
                        "\n\r\n\r\r",
                        "x".repeat(30) + "\r\nST,+0013.538  g\r\n"),
                text -> check(terminator, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void check(Terminator terminator, byte[] bytes) {
        List<String> frames = new LineFramer(terminator, LONGEST_FRAME).accept(bytes);
        int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 7);
        assertEquals(frames, inPieces(terminator, bytes, piece));
        for (String frame : frames) {
            assertTrue(frame.length() <= LONGEST_FRAME, frame);
            assertFalse(frame.isEmpty());
            assertTrue(frame.indexOf(terminator == Terminator.CR ? '\r' : '\n') < 0, frame);
        }
        assertLosesOnlyTheFirst(terminator, bytes, frames);
    }

    /// Who starts to listen in the middle of a line hears all but what lies before the first terminator.
    private static void assertLosesOnlyTheFirst(
            Terminator terminator, byte[] bytes, List<String> frames) {
        LineFramer late = new LineFramer(terminator, LONGEST_FRAME);
        late.startInMidLine();
        List<String> heard = late.accept(bytes);
        assertTrue(frames.size() - heard.size() <= 1, frames + " but " + heard);
        assertEquals(frames.subList(frames.size() - heard.size(), frames.size()), heard);
    }

    private static List<String> inPieces(Terminator terminator, byte[] bytes, int piece) {
        LineFramer framer = new LineFramer(terminator, LONGEST_FRAME);
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            int end = Math.min(bytes.length, at + piece);
            frames.addAll(framer.accept(Arrays.copyOfRange(bytes, at, end)));
        }
        return frames;
    }
}
