package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A floor that writes rows by itself must leave the same as ours, so a change of the tables is noticed here and not when somebody
/// measures.
@Tag("SYN-19")
@Timeout(120)
class SyncRulesBenchTest {

    @Test
    void each_rule_is_measured_beside_a_floor() throws Exception {
        List<Figure> figures = SyncRulesBench.run(Path.of("..", "scripts", "demo-data"), 10);

        assertEquals(
                List.of("sync-order-500 10", "sync-resolution 2", "sync-temp-id 20"),
                figures.stream().map(figure -> figure.bench() + " " + figure.runs()).toList());
        assertTrue(figures.stream().allMatch(figure -> Objects.requireNonNull(figure.floor()) > 0));
    }
}
