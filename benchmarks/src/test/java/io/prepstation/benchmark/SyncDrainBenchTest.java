package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.benchmark.SyncDrainBench.Rounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The floor writes the rows of both files by itself and must leave the same as ours, so a change of the tables is noticed here
/// and not when somebody measures.
@Tag("SYN-19")
@Timeout(300)
class SyncDrainBenchTest {

    @Test
    void few_and_many_operations_are_measured_beside_the_same_rows() throws Exception {
        String classPath = System.getProperty("java.class.path");
        Programs programs =
                new Programs(
                        classPath, classPath, classPath, Path.of("..", "scripts", "demo-data"));

        List<Figure> figures = SyncDrainBench.run(programs, new Rounds(0, 2, 1));

        assertEquals(
                List.of("sync-100 2", "sync-5000 1"),
                figures.stream().map(figure -> figure.bench() + " " + figure.runs()).toList());
        assertTrue(figures.stream().allMatch(figure -> Objects.requireNonNull(figure.floor()) > 0));
    }
}
