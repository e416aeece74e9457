package io.prepstation.kiosk.ui.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBurstsTest {

    private final List<String> scans = new ArrayList<>();
    private final KeyBursts bursts = bursts(WedgeRules.DEFAULT);
    private int torn;
    private long now = 1_000;

    private KeyBursts bursts(WedgeRules rules) {
        return new KeyBursts(rules, scans::add, () -> torn++);
    }

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

    @Test
    void an_enter_after_a_burst_is_a_scanners_however_late_until_a_finger_touches() {
        assertTrue(bursts.isCalm());
        type("F=PRM00936", 2);
        assertFalse(bursts.isCalm());
        enter(2);
        assertFalse(bursts.isCalm());
        enter(600_000);
        assertFalse(bursts.isCalm());
        bursts.touched();
        assertTrue(bursts.isCalm());
        bursts.keypad(7, now);
        assertFalse(bursts.isCalm());
    }

    @Nested
    class From_a_scanner_with_a_prefix {

        private final KeyBursts prefixed = bursts(new WedgeRules("~", "", 50));

        private void type(String text) {
            text.chars()
                    .forEach(key -> {
                        now += 45;
                        prefixed.typed(Character.toString(key), now);
                    });
            prefixed.enter(now);
        }

        @Test
        void the_prefix_is_not_part_of_the_code() {
            type("~C=4711");
            assertEquals(List.of("C=4711"), scans);
        }

        @Test
        void a_burst_without_it_is_no_scan() {
            type("C=4711");
            assertEquals(List.of(), scans);
        }
    }

    @Nested
    @Tag("DEV-SCAN")
    class From_a_scanner_with_a_suffix {

        private final KeyBursts ending = bursts(new WedgeRules("~", "#]", 50));

        private void type(String text) {
            text.chars()
                    .forEach(key -> {
                        now += 20;
                        ending.typed(Character.toString(key), now);
                    });
        }

        @Test
        void the_suffix_ends_the_code_and_is_no_part_of_it() {
            type("~C=47#11#]");
            assertEquals(List.of("C=47#11"), scans);
        }

        @Test
        void enter_after_it_belongs_to_the_scan() {
            type("~C=4711#]");
            assertTrue(ending.enter(now + 10));
            assertEquals(List.of("C=4711"), scans);
            assertFalse(ending.enter(now + 15));
        }

        @Test
        void enter_by_hand_later_does_not() {
            type("~C=4711#]");
            assertFalse(ending.enter(now + 500));
        }

        @Test
        void a_burst_without_it_is_no_scan() {
            type("~C=4711");
            assertTrue(ending.enter(now + 10));
            assertEquals(List.of(), scans);
        }
    }

    @Nested
    class From_a_scanner_that_types_numbers_with_alt {

        private void number(String digits) {
            for (int i = 0; i < digits.length(); i++) {
                now += 5;
                bursts.keypad(digits.charAt(i) - '0', now);
            }
            bursts.keypadEnds(now);
        }

        @Test
        void each_number_is_a_character() {
            number("0070");
            number("061");
            number("80");
            enter(5);
            assertEquals(List.of("F=P"), scans);
        }

        @Test
        void the_separator_of_gs1_is_kept_and_other_controls_are_not() {
            number("65");
            number("029");
            number("027");
            number("66");
            enter(5);
            assertEquals(List.of("A\u001dB"), scans);
        }

        @Test
        void a_lonely_alt_types_nothing() {
            bursts.keypadEnds(now);
            number("65");
            number("66");
            number("67");
            enter(5);
            assertEquals(List.of("ABC"), scans);
        }

        @ParameterizedTest
        @ValueSource(strings = {"65656", "0181"})
        void a_number_that_is_no_character_of_a_code_is_not_left_out_of_one(String digits) {
            number("65");
            number("66");
            number(digits);
            number("67");
            enter(5);
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
        }
    }

    @Nested
    class From_a_scanner {

        @Test
        void a_key_that_sticks_fills_no_memory() {
            type("x".repeat(5_000), 1);
            enter(1);
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
        }

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
            now += 30_001;
            type("C=4711", 10);
            enter(10);

            assertEquals(List.of("C=4711"), scans);
            assertEquals(0, torn);
        }
    }

    /// The keys after the pause come at once, as a screen gets them that stood still.
    @Nested
    @Tag("DEV-SCAN")
    class From_a_scanner_in_whose_code_the_screen_pauses {

        private void paused(String head, long pauseMs, String tail) {
            type(head, 2);
            now += pauseMs;
            type(tail, 0);
            enter(0);
        }

        @ParameterizedTest
        @ValueSource(longs = {36, 400, 5_000, 20_000})
        void nothing_of_it_is_handed_on_and_it_is_told_once(long pauseMs) {
            paused("C=CNT-", pauseMs, "0001234");
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
        }

        @Test
        void the_next_one_is_whole_again() {
            paused("C=CNT-", 400, "0001234");
            type("C=CNT-0001234", 2);
            enter(2);
            assertEquals(List.of("C=CNT-0001234"), scans);
        }

        @Test
        void a_pause_before_enter_tells_it_too() {
            paused("C=CNT-0001234", 400, "");
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
        }

        @Test
        void a_suffix_ends_it_as_well_and_its_enter_tells_nothing() {
            KeyBursts ending = bursts(new WedgeRules("", "##", 35));
            "C=CNT-".chars().forEach(key -> ending.typed(Character.toString(key), now));
            now += 400;
            "0001234##".chars().forEach(key -> ending.typed(Character.toString(key), now));
            ending.enter(now);
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
            "L=7##".chars().forEach(key -> ending.typed(Character.toString(key), now));
            assertEquals(List.of("L=7"), scans);
        }

        @Test
        void a_suffix_torn_in_two_is_one_all_the_same() {
            KeyBursts ending = bursts(new WedgeRules("", "##", 35));
            "C=CNT-1#".chars().forEach(key -> ending.typed(Character.toString(key), now));
            now += 400;
            "#L=7##".chars().forEach(key -> ending.typed(Character.toString(key), now));
            assertEquals(List.of("L=7"), scans);
            assertEquals(1, torn);
        }

        @Test
        void numbers_typed_with_alt_are_no_other() {
            for (String digits : List.of("067", "061", "065")) {
                digits.chars().forEach(digit -> bursts.keypad(digit - '0', now));
                bursts.keypadEnds(now);
            }
            now += 400;
            for (String digits : List.of("066", "067", "068")) {
                digits.chars().forEach(digit -> bursts.keypad(digit - '0', now));
                bursts.keypadEnds(now);
            }
            enter(0);
            assertEquals(List.of(), scans);
            assertEquals(1, torn);
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
