package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same nights with the hub's database on a real PostgreSQL, in which somebody else now and then keeps a transaction open:
/// rows, a table, the numbers of the feed, or only what he saw. The hub waits, gives up in time, and has kept nothing.
@Tag("SYN-4")
@Tag("SYN-20")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NightOnPostgresTest {

    /// Of the build; `scripts/prove simulation-postgres` runs more.
    private static final int SHORT = Integer.getInteger("nights.postgres.count", 24);

    private static final long FIRST = Long.getLong("nights.first", 0);

    private NightProcess nights;

    @BeforeAll
    void start() throws IOException {
        nights = NightProcess.start(true);
    }

    @AfterAll
    void stop() throws IOException {
        nights.close();
    }

    @Test
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        NightRuns.Passed passed = nights.pass(FIRST, SHORT);
        System.out.println("on PostgreSQL: " + passed.told());
        System.out.println(passed.happened());
        assertEquals(List.of(), passed.broken());
        for (HeldTransaction.Kind kind : HeldTransaction.Kind.values()) {
            assertTrue(passed.happened().containsKey("held " + kind), () -> "nobody held " + kind);
        }
        assertTrue(passed.happened().containsKey("hub gave up"), "the hub never gave up waiting");
    }

    @Test
    void the_same_seed_is_the_same_night() throws Exception {
        String first = nights.trace(3);
        assertFalse(first.isEmpty());
        assertEquals(first, nights.trace(3));
    }
}
