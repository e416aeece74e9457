package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Conflicts are counted, both alone and in the push, so another rule or table is noticed here and not when somebody measures.
@Tag("SYN-19")
@Timeout(120)
class ConflictDetectionBenchTest {

    @Test
    void detection_and_the_whole_push_are_measured_beside_a_floor() throws Exception {
        List<Figure> figures = ConflictDetectionBench.run(Path.of("..", "scripts", "demo-data"), 1);

        assertEquals(
                List.of("sync-detect-1000 1", "sync-detect-push-1000 1"),
                figures.stream().map(figure -> figure.bench() + " " + figure.runs()).toList());
        assertTrue(figures.stream().allMatch(figure -> Objects.requireNonNull(figure.floor()) > 0));
    }
}
