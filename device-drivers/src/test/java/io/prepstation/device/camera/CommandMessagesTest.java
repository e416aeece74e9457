package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandMessagesTest {

    private final CommandMessages messages = new CommandMessages();

    @Test
    void the_last_line_that_is_not_blank_is_kept() {
        hear("first\nsecond\n\n  \n");
        assertEquals("second", messages.last());
    }

    @Test
    void a_line_without_an_end_counts() {
        hear("first\ncut o");
        assertEquals("cut o", messages.last());
    }

    @Test
    void progress_ends_with_a_carriage_return() {
        hear("frame 1\rframe 2\r");
        assertEquals("frame 2", messages.last());
    }

    @Test
    void a_line_that_never_ends_keeps_its_first_300_characters() {
        hear("x".repeat(100_000));
        assertEquals("x".repeat(300), messages.last());
    }

    @Test
    void control_characters_do_not_reach_a_screen() {
        hear("\u001b[31mred\n");
        assertEquals("?[31mred", messages.last());
    }

    @Test
    void a_changed_size_is_remembered_below_later_lines() {
        hear("WARN: Stream configuration adjusted\nstarting\n");
        assertEquals(Optional.of("WARN: Stream configuration adjusted"), messages.sizeChange());
    }

    private void hear(String output) {
        messages.drain(new ByteArrayInputStream(output.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
