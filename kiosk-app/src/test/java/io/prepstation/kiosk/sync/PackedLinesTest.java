package io.prepstation.kiosk.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-3")
final class PackedLinesTest {

    @Test
    void lines_come_back_as_they_were_and_in_their_order() {
        List<String> lines =
                Stream.concat(
                                Stream.of("", "{\"name\":\"α\"}", "\r", "two\nin one", ""),
                                IntStream.range(0, 10_000).mapToObj("{\"id\":%d}"::formatted))
                        .toList();
        PackedLines packed = new PackedLines();
        lines.forEach(line -> packed.add(line.getBytes(UTF_8)));
        assertEquals(lines, unpacked(packed));
    }

    @Test
    void lines_can_be_read_again() {
        PackedLines packed = new PackedLines();
        packed.add("once".getBytes(UTF_8));
        assertEquals(unpacked(packed), unpacked(packed));
        assertEquals(List.of("once"), unpacked(packed));
    }

    @Test
    void nothing_gives_nothing() {
        assertEquals(List.of(), unpacked(new PackedLines()));
    }

    private static List<String> unpacked(PackedLines packed) {
        List<String> lines = new ArrayList<>();
        packed.forEach(line -> lines.add(new String(line, UTF_8)));
        return lines;
    }
}
