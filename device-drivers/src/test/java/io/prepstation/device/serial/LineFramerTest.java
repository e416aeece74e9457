package io.prepstation.device.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.serial.LineFramer.Terminator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("WEI-5")
class LineFramerTest {

    private static final String TWO_LINES = "S S    0.00008 g\r\nS D   12.00000 g\r\n";
    private static final List<String> TWO_FRAMES = List.of("S S    0.00008 g", "S D   12.00000 g");

    private final LineFramer framer = new LineFramer(Terminator.LF, 40);

    @Nested
    class At_the_start_of_a_line {

        @Test
        void frames_are_the_same_wherever_the_bytes_are_split() {
            byte[] bytes = bytes(TWO_LINES);
            for (int at = 0; at <= bytes.length; at++) {
                List<String> frames = new ArrayList<>(framer.accept(Arrays.copyOf(bytes, at)));
                frames.addAll(framer.accept(Arrays.copyOfRange(bytes, at, bytes.length)));
                assertEquals(TWO_FRAMES, frames, "split at " + at);
            }
        }

        @Test
        void a_cable_cut_at_any_byte_gives_no_frame() {
            byte[] line = bytes("S S    0.00008 g\r\n");
            for (int cut = 0; cut < line.length; cut++) {
                LineFramer fresh = new LineFramer(Terminator.LF, 40);
                assertEquals(List.of(), fresh.accept(Arrays.copyOf(line, cut)), "cut at " + cut);
            }
        }

        @Test
        void empty_lines_are_no_frames() {
            assertEquals(List.of("ES"), framer.accept(bytes("\r\n\n\r\nES\r\n")));
        }

        @Test
        void a_byte_is_one_character_whatever_it_is() {
            assertEquals(
                    List.of("\u0080\u00ff\u0000"),
                    framer.accept(new byte[] {(byte) 0x80, (byte) 0xff, 0, '\n'}));
        }

        @ParameterizedTest
        @ValueSource(ints = {41, 42, 81, 1000})
        void a_line_that_is_too_long_is_thrown_away_to_its_end(int length) {
            assertEquals(TWO_FRAMES, framer.accept(bytes("x".repeat(length) + "\n" + TWO_LINES)));
        }

        @Test
        void the_longest_line_is_a_frame() {
            String longest = "x".repeat(40);
            assertEquals(List.of(longest), framer.accept(bytes(longest + "\r\n")));
        }

        @Test
        void the_rest_of_a_file_can_be_taken() {
            framer.accept(bytes("ES\r\nS S 1.0 g"));
            assertEquals(Optional.of("S S 1.0 g"), framer.rest());
            assertEquals(Optional.empty(), framer.rest());
        }
    }

    @Nested
    class In_mid_line {

        @Test
        void the_tail_of_a_line_is_thrown_away() {
            framer.startInMidLine();
            assertEquals(TWO_FRAMES, framer.accept(bytes("0.00008 g\r\n" + TWO_LINES)));
        }

        @Test
        void a_tail_without_end_is_never_a_frame() {
            framer.startInMidLine();
            framer.accept(bytes("S S 9.9 g"));
            assertEquals(Optional.empty(), framer.rest());
        }
    }

    @Test
    void a_line_has_begun_once_more_than_the_rest_of_an_end_is_there() {
        LineFramer carriageReturns = new LineFramer(Terminator.CR, 40);
        carriageReturns.accept(bytes(TWO_LINES));
        assertFalse(carriageReturns.isInMidLine());
        carriageReturns.accept(bytes("S"));
        assertTrue(carriageReturns.isInMidLine());
    }

    @Nested
    class With_a_carriage_return_at_the_end {

        private final LineFramer carriageReturns = new LineFramer(Terminator.CR, 40);

        @Test
        void the_line_feed_belongs_to_no_frame() {
            assertEquals(TWO_FRAMES, carriageReturns.accept(bytes(TWO_LINES)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
