package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OPS-7")
class OneLineTest {

    @Test
    void ends_lines_moves_no_cursor_and_turns_nothing_around() {
        assertEquals(
                "a\\nb\\r\\tc\\u001b[31m\\u0000\\u007f\\u0085\\u2028\\u202e\\u2066",
                OneLine.of("a\nb\r\tc\u001b[31m\u0000\u007f\u0085\u2028\u202e\u2066"));
    }

    @Test
    void leaves_other_text_as_it_is() {
        assertEquals("Grüße, 你好 🙂 \\n", OneLine.of("Grüße, 你好 🙂 \\n"));
        assertEquals("你好 🙂\\n", OneLine.of("你好 🙂\n"));
    }

    @Test
    void puts_lines_after_each_other() {
        assertEquals(
                "a: b | at c | at d\\u0007", OneLine.ofLines("a: b\n\tat c\r\n\n  at d\u0007\n"));
    }

    @Test
    void of_very_many_lines_the_first_and_the_causes_are_left() {
        String deep =
                "a\n".repeat(150) + "Caused by: x\n" + "\tat b\n".repeat(49) + "Caused by: y\n";

        assertEquals(
                "a | ".repeat(120) + "Caused by: x | Caused by: y | … 79 more lines",
                OneLine.ofLines(deep));
        assertEquals("a" + " | a".repeat(119), OneLine.ofLines("a\n".repeat(120)));
        assertEquals(
                "a | ".repeat(120) + "Caused by: x | ".repeat(20) + "… 980 more lines",
                OneLine.ofLines("a\n".repeat(120) + "Caused by: x\n".repeat(1000)));
    }
}
