package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");

    private final Words english = new Words(Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
    private final Words german = new Words(Locale.GERMANY, ZoneId.of("Europe/Berlin"));

    @Test
    void a_mass_keeps_every_digit_and_takes_the_languages_separator() {
        assertEquals("12.3400 g", english.mass(Mass.grams("12.3400")));
        assertEquals("12,3400 g", german.mass(Mass.grams("12.3400")));
    }

    @Test
    void thousands_are_not_grouped() {
        assertEquals("12345.60 g", english.mass(Mass.grams("12345.60")));
    }

    @Test
    void more_than_nothing_has_a_plus_and_less_a_real_minus() {
        assertEquals("+0.0012 g", english.signed(Mass.grams("0.0012")));
        assertEquals("−0.0012 g", english.signed(Mass.grams("-0.0012")));
        assertEquals("0.0000 g", english.signed(Mass.grams("0.0000")));
    }

    @Test
    void tiny_numbers_have_no_exponent() {
        assertEquals("0.0000001", english.number(new BigDecimal("1E-7")));
    }

    @Test
    void an_age_is_told_in_its_largest_unit() {
        assertEquals("now", english.age(NOW.minusSeconds(20), NOW));
        assertEquals("3 min", english.age(NOW.minus(Duration.ofMinutes(3)), NOW));
        assertEquals("31 h", english.age(NOW.minus(Duration.ofHours(31)), NOW));
        assertEquals("12 d", english.age(NOW.minus(Duration.ofDays(12)), NOW));
    }

    @Test
    void chinese_days_are_written_as_they_are_typed() {
        Words chinese = new Words(Locale.CHINESE, ZoneId.of("Europe/Berlin"));

        assertEquals("2026-10-31", chinese.day(LocalDate.of(2026, 10, 31)));
        assertEquals("2026-11-20 15:05", chinese.dayAndTime(NOW));
        assertEquals("−12.3400 g", chinese.mass(Mass.grams("-12.3400")));
    }

    @Test
    void times_are_the_labs() {
        assertEquals("15:05", english.time(NOW));
    }

    @Test
    void a_language_without_texts_shows_english() {
        assertEquals(
                "Accept", new Words(Locale.of("pt"), ZoneId.of("UTC")).text("weighing.accept"));
    }
}
