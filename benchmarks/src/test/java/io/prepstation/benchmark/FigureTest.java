package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-19")
class FigureTest {

    @Test
    void each_kind_of_limit_is_missed_on_its_own_side() {
        assertEquals(
                List.of(true, false),
                List.of(kept(13, Limit.ofRatio(1.3)), kept(13.1, Limit.ofRatio(1.3))));
        assertEquals(
                List.of(true, false),
                List.of(kept(25, Limit.atMost(25)), kept(25.1, Limit.atMost(25))));
        assertEquals(
                List.of(true, false),
                List.of(kept(6, Limit.atLeast(6)), kept(5.9, Limit.atLeast(6))));
    }

    @Test
    void a_figure_says_its_floor_its_limit_and_whether_that_is_kept() {
        Figure figure = new Figure("one", 30, 10.0, "ms", Limit.atMost(25), 3, "wide");

        assertEquals(
                "{\"bench\":\"one\",\"ours\":30.0,\"floor\":10.0,\"unit\":\"ms\",\"ratio\":3.0,\"runs\":3,"
                        + "\"limit\":25.0,\"limitOf\":\"most\",\"kept\":false,\"spread\":\"wide\"}",
                figure.json().toString());
        assertEquals(
                "one                30.00 ms ÷ 10.00 ms = 3.00 (limit: most 25.00 ms, MISSED), 3 runs; wide",
                figure.row());
    }

    private static boolean kept(double ours, Limit limit) {
        return new Figure("one", ours, 10.0, "ms", limit, 1, "").json().path("kept").asBoolean();
    }
}
