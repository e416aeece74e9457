package io.prepstation.model.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.mass.Mass;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-12")
class PourTraceTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00.250Z");

    /// A reading every so many milliseconds, each a milligram more; the last at rest.
    private static PourTrace poured(int readings, int apart) {
        PourTrace trace = PourTrace.begun(START, Mass.grams("0.000"), false);
        for (int i = 1; i < readings; i++) {
            trace =
                    trace.and(
                            START.plusMillis((long) i * apart),
                            Mass.grams("0.001").times(java.math.BigDecimal.valueOf(i)),
                            i == readings - 1);
        }
        return trace;
    }

    @Test
    void a_short_pour_is_kept_reading_for_reading() {
        PourTrace trace = poured(3, 100);
        assertEquals("1772445600250 g 0 0~0.000 100~0.001 200=0.002", trace.text());
        assertEquals(trace, PourTrace.of(trace.text()));
    }

    @Test
    void a_long_one_stays_within_bounds_from_its_first_to_its_newest_reading() {
        for (int readings : new int[] {240, 241, 1_000, 36_000}) {
            PourTrace trace = poured(readings, 100);
            assertTrue(
                    trace.points().size() <= PourTrace.MOST
                            && trace.points().size() >= PourTrace.MOST / 2,
                    () -> readings + " became " + trace.points().size());
            assertEquals(0, trace.points().getFirst().after());
            assertEquals((readings - 1) * 100L, trace.points().getLast().after());
            assertTrue(trace.points().getLast().stable());
        }
    }

    @Test
    void a_long_one_has_no_gap() {
        PourTrace trace = poured(36_000, 100);
        long widest = 0;
        for (int i = 1; i < trace.points().size(); i++) {
            widest =
                    Math.max(
                            widest,
                            trace.points().get(i).after() - trace.points().get(i - 1).after());
        }
        assertTrue(widest <= 3_600_000 / 60, "a gap of " + widest + " ms");
    }

    @Test
    void a_display_in_milligrams_is_kept_in_the_unit_it_began_with() {
        PourTrace trace =
                PourTrace.begun(START, Mass.grams("0.000"), false)
                        .and(START.plusMillis(50), Mass.parse("1500 mg"), true);
        assertEquals("1772445600250 g 0 0~0.000 50=1.500", trace.text());
    }

    @Test
    void what_was_kept_before_a_power_cut_comes_first() {
        PourTrace earlier = poured(2, 100);
        PourTrace later =
                PourTrace.begun(START.plusSeconds(60), Mass.grams("0.001"), true)
                        .and(START.plusSeconds(61), Mass.grams("0.005"), true);
        assertEquals(
                "1772445600250 g 0 0~0.000 100=0.001 60000=0.001 61000=0.005",
                later.following(earlier).text());
    }

    @Test
    void the_same_pour_kept_earlier_adds_nothing() {
        assertEquals(poured(5, 100), poured(5, 100).following(poured(2, 100)));
    }

    @Test
    void a_clock_set_back_does_not_run_backwards() {
        PourTrace trace = poured(3, 100).and(START.minusSeconds(9), Mass.grams("0.003"), true);
        assertEquals(200, trace.points().getLast().after());
    }

    @Test
    void anything_else_is_no_trace() {
        assertThrows(IllegalArgumentException.class, () -> PourTrace.of("0 g 0"));
        assertThrows(IllegalArgumentException.class, () -> PourTrace.of("0 lb 0 0=1"));
        assertThrows(IllegalArgumentException.class, () -> PourTrace.of("0 g 0 0:1"));
    }
}
