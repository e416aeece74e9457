package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The floor writes the rows by itself, so a change of the tables is noticed here and not when somebody measures.
@Tag("SES-10")
class SessionCommitBenchTest {

    @Test
    void both_ways_write_the_tables_of_today() throws Exception {
        Figure figure = SessionCommitBench.run(0, 3);

        assertEquals(3, figure.runs());
        assertTrue(figure.ours() > 0);
        assertNotNull(figure.floor());
    }
}
