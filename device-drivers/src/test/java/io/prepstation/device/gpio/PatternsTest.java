package io.prepstation.device.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("DEV")
class PatternsTest {

    private static final long MILLI = 1_000_000;

    @Nested
    class A_contact {

        private final FootSwitch contact = new FootSwitch(Duration.ofMillis(25));

        /// One character for each 10 ms: `_` open, `x` closed; gives a `!` for each press.
        private String presses(String contacts) {
            StringBuilder marks = new StringBuilder();
            for (int i = 0; i < contacts.length(); i++) {
                boolean pressed = contact.pressedBy(contacts.charAt(i) == 'x', i * 10L * MILLI);
                marks.append(pressed ? '!' : '.');
            }
            return marks.toString();
        }

        @Test
        void that_bounces_is_one_press_once_it_has_lasted() {
            assertEquals(".........!...", presses("__x_x_xxxxxxx"));
        }

        @Test
        void that_bounces_at_its_end_is_not_pressed_again() {
            assertEquals("...!........", presses("xxxxxx_x_x__"));
        }

        @Test
        void touched_for_a_moment_is_no_press() {
            assertEquals("..........", presses("__x___xx__"));
        }

        @Test
        void pressed_twice_is_two_presses() {
            assertEquals("...!........!", presses("xxxxx____xxxx"));
        }
    }

    @Test
    void a_contact_is_changing_until_its_level_counts() {
        FootSwitch contact = new FootSwitch(Duration.ofMillis(25));
        assertFalse(contact.isChanging());
        contact.pressedBy(true, 0);
        assertTrue(contact.isChanging());
        contact.pressedBy(true, 25L * MILLI);
        assertFalse(contact.isChanging());
        contact.pressedBy(false, 100L * MILLI);
        assertTrue(contact.isChanging());
        contact.pressedBy(true, 110L * MILLI);
        assertFalse(contact.isChanging());
    }

    @ParameterizedTest
    @EnumSource(Sound.class)
    void a_sound_is_over_when_it_is_never_on_again(Sound sound) {
        long last = LongStream.range(0, 5000).filter(sound::isOn).max().orElseThrow();
        assertFalse(sound.isOver(last));
        assertTrue(sound.isOver(last + 1));
    }

    /// Whoever sleeps until then misses no change of any lamp.
    @ParameterizedTest
    @EnumSource(Lamp.class)
    void a_lamp_is_switched_when_it_said_it_would_be(Lamp shown) {
        for (long millis = 0; millis < 2100; millis++) {
            long switched = millis + Math.min(2100, shown.untilSwitched(millis));
            for (long later = millis; later < Math.min(2100, switched); later++) {
                assertEquals(lit(shown, millis), lit(shown, later), shown + " at " + later);
            }
            if (switched < 2100) {
                assertNotEquals(lit(shown, millis), lit(shown, switched));
            }
        }
    }

    private static List<Boolean> lit(Lamp shown, long millis) {
        return Stream.of(Lamp.values()).map(lamp -> lamp.isLit(shown, millis)).toList();
    }

    @Nested
    class A_sound {

        private String every40Millis(Sound sound) {
            return LongStream.range(0, 44)
                    .mapToObj(i -> sound.isOn(i * 40) ? "#" : ".")
                    .collect(Collectors.joining());
        }

        @Test
        void is_known_by_its_rhythm() {
            assertEquals("##" + ".".repeat(42), every40Millis(Sound.ACCEPTED));
            assertEquals("###...###" + ".".repeat(35), every40Millis(Sound.WARNING));
            assertEquals(
                    "##########....##########....##########......",
                    every40Millis(Sound.WRONG_ITEM));
        }
    }

    @Nested
    class A_lamp {

        private String every100Millis(Lamp lamp, Lamp shown) {
            return LongStream.range(0, 21)
                    .mapToObj(i -> lamp.isLit(shown, i * 100) ? "#" : ".")
                    .collect(Collectors.joining());
        }

        @Test
        void winks_once_in_two_seconds() {
            assertEquals("..##################.", every100Millis(Lamp.GREEN, Lamp.GREEN));
        }

        @Test
        void that_is_red_blinks() {
            assertEquals("###..###..###..###..#", every100Millis(Lamp.RED, Lamp.RED));
        }

        @Test
        void of_a_station_that_stands_still_neither_winks_nor_blinks() {
            for (Lamp shown : Lamp.values()) {
                for (Lamp lamp : Lamp.values()) {
                    assertEquals(lamp == shown && shown != Lamp.OFF, lamp.isLitStill(shown));
                }
            }
        }

        @Test
        void of_another_colour_stays_dark() {
            assertEquals(".".repeat(21), every100Millis(Lamp.GREEN, Lamp.AMBER));
            assertEquals(".".repeat(21), every100Millis(Lamp.OFF, Lamp.OFF));
        }
    }
}
