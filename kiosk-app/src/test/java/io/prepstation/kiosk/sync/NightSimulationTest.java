package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.QueueDesk.Way;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nights of eight virtual hours with two stations, sometimes a copied card, and a hub: the product's own store, outbox,
/// core and hub, each on its own database; only the wire, the clocks and chance are the test's. Afterwards the network
/// is mended and everything must be where it belongs. The same seed is the same night.
@Tag("SYN-4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightSimulationTest {

    /// Of the build; `scripts/prove simulation` runs the rest.
    private static final int SHORT = Integer.getInteger("nights.count", 1000);

    private static final long FIRST = Long.getLong("nights.first", 0);

    /// In so many nights everything happens that is counted.
    private static final int ENOUGH = 200;

    private NightProcess nights;

    @BeforeAll
    void start() throws IOException {
        nights = NightProcess.start(false);
    }

    @AfterAll
    void stop() throws IOException {
        nights.close();
    }

    @Test
    @Order(1)
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        NightRuns.Passed passed = nights.pass(FIRST, SHORT);
        System.out.println(passed.told());
        assertEquals(List.of(), passed.broken());
        System.out.println(passed.happened());
        if (SHORT >= ENOUGH) {
            Set<String> happened = passed.happened().keySet();
            for (String one :
                    List.of(
                            "set aside",
                            "a hub put back again",
                            "both sides put back",
                            NightRuns.SENT_AHEAD,
                            NightRuns.LOAD_WENT_ON,
                            NightRuns.SHOWN_RUNNING,
                            NightRuns.DIED_BETWEEN)) {
                assertTrue(happened.contains(one), "never happened: " + one);
            }
            for (Way way : List.of(Way.QUEUE, Way.KEEP, Way.REMOVE)) {
                assertTrue(
                        happened.stream().anyMatch(one -> one.startsWith(way + " ")),
                        "nobody chose " + way);
            }
        }
    }

    @Test
    void the_same_seed_is_the_same_night() throws Exception {
        String first = nights.trace(7);
        assertFalse(first.isEmpty());
        assertEquals(first, nights.trace(7));
    }

    @ParameterizedTest
    @EnumSource(NightRule.class)
    void a_protection_taken_away_is_noticed(NightRule rule) throws Exception {
        String noticed = nights.noticed(rule);
        assertFalse(noticed.isEmpty(), rule + " was missed by nobody");
        System.out.println(noticed);
    }
}
