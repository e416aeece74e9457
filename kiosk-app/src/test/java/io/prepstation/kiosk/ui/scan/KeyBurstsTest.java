package io.prepstation.kiosk.ui.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyBurstsTest {

    private final List<String> scans = new ArrayList<>();
    private final KeyBursts bursts = new KeyBursts(scans::add);
    private long now = 1_000;

    private void type(String text, long everyMs) {
        text.chars()
                .forEach(key -> {
                    now += everyMs;
                    bursts.typed(Character.toString(key), now);
                });
    }

    private boolean enter(long afterMs) {
        now += afterMs;
        return bursts.enter(now);
    }

    @Nested
    class From_a_scanner {

        @Test
        void keys_20_ms_apart_that_end_in_enter_are_a_scan() {
            type("F=PRM00936", 20);

            assertTrue(enter(20));
            assertEquals(List.of("F=PRM00936"), scans);
        }

        @Test
        void two_scans_in_a_row_are_two() {
            type("C=1", 5);
            enter(5);
            type("C=2", 5);
            enter(5);

            assertEquals(List.of("C=1", "C=2"), scans);
        }

        @Test
        void a_key_hit_long_before_does_not_belong_to_it() {
            type("x", 0);
            now += 500;
            type("C=4711", 10);
            enter(10);

            assertEquals(List.of("C=4711"), scans);
        }
    }

    @Nested
    class From_fingers {

        @Test
        void keys_60_ms_apart_are_no_scan() {
            type("F=PRM00936", 60);

            enter(60);

            assertEquals(List.of(), scans);
        }

        @Test
        void enter_alone_belongs_to_nothing() {
            assertFalse(enter(100));
        }

        @Test
        void enter_long_after_a_burst_does_not_end_it() {
            type("C=4711", 10);

            assertFalse(enter(400));
            assertEquals(List.of(), scans);
        }

        @Test
        void two_keys_at_once_are_no_code() {
            type("ab", 1);
            enter(1);

            assertEquals(List.of(), scans);
        }
    }
}
