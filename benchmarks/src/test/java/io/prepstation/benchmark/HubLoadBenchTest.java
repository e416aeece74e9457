package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("P11")
@Timeout(120)
class HubLoadBenchTest {

    /// Eight requests a second are eight in the second of a stage.
    @Test
    void every_station_speaks_in_a_stage_and_its_receipts_are_verified() throws Exception {
        Path demoData = Path.of("..", "scripts", "demo-data");
        List<Figure> figures;
        try (LoadedHub hub = new LoadedHub(demoData, Optional.empty(), 20)) {
            figures = HubLoadBench.run(hub, "sqlite", Duration.ofSeconds(1), IntStream.of(8));
        }

        assertEquals(
                List.of("hub-load-sqlite-8 20", "hub-load-sqlite-knee 1"),
                figures.stream().map(figure -> figure.bench() + " " + figure.runs()).toList());
        assertTrue(
                figures.getFirst()
                        .spread()
                        .startsWith("20 of 20 stations spoke, 3 receipts verified, 0 errors"),
                figures.getFirst().spread());
    }
}
