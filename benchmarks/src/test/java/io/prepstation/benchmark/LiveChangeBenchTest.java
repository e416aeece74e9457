package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is measured goes through both engines and the hub, else the row at the other station never says it.
@Tag("SYN-13")
@Tag("SYN-19")
@Timeout(120)
class LiveChangeBenchTest {

    @Test
    void an_edit_of_one_station_and_a_bare_one_arrive_at_the_other() throws Exception {
        Figure figure = LiveChangeBench.run(Path.of("..", "scripts", "demo-data"), 1, 3);

        assertEquals(3, figure.runs());
        assertTrue(Objects.requireNonNull(figure.floor()) > 0);
    }
}
