package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The GTIN 09521234543213 is the example of the GS1 General Specifications.
@Tag("SES-4")
class Gs1CodeTest {

    private static final Gs1Code WHOLE =
            new Gs1Code("09521234543213", "ABC123", LocalDate.of(2027, 3, 31), "4711");

    @Nested
    class A_suppliers_code {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "]d201095212345432131727030010ABC123\u001d214711",
                    "]Q301095212345432131727033110ABC123\u001d214711",
                    "]C1\u001d010952123454321310ABC123\u001d214711\u001d17270331",
                    "01095212345432131727030010ABC123\u001d214711",
                    "(01)09521234543213(17)270300(10)ABC123(21)4711",
                    "https://id.example.org/01/09521234543213/10/ABC123/21/4711?17=270331",
                    "https://example.org/some/path/01/9521234543213/10/ABC123/21/4711?linkType=all&17=270300"
                })
        void tells_item_lot_expiry_and_serial(String text) {
            assertEquals(WHOLE, FormulaCode.parse(text));
        }

        @Test
        void may_name_the_item_alone() {
            assertEquals(
                    new Gs1Code("09521234543213", null, null, null),
                    FormulaCode.parse("]d20109521234543213"));
        }

        @Test
        void may_carry_a_mass_that_is_not_taken_for_a_lot() {
            assertEquals(
                    new Gs1Code("09521234543213", "L1", null, null),
                    FormulaCode.parse("]d20109521234543213" + "3103001250" + "10L1"));
        }

        /// Each by an element of its first two digits; those without separator have a predefined length.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0309521234543213",
                    "4109521234543213",
                    "4149521234543213",
                    "4179521234543213",
                    "235TPX-1\u001d",
                    "2421\u001d",
                    "255952123454321\u001d",
                    "3922250\u001d",
                    "40395212\u001d",
                    "42010115\u001d",
                    "422276\u001d",
                    "4300ACME+Ltd\u001d",
                    "7003271231\u001d",
                    "7030276ABC\u001d",
                    "710PZN12345678\u001d",
                    "714123456\u001d",
                    "7230ENAB\u001d",
                    "8005000250\u001d",
                    "8008270331\u001d",
                    "8200https://example.org/leaflet\u001d"
                })
        void may_carry_what_the_station_has_no_use_for(String other) {
            assertEquals(
                    WHOLE,
                    FormulaCode.parse(
                            "]d20109521234543213" + other + "1727033110ABC123\u001d214711"));
        }

        @Test
        void ends_nothing_but_its_own_value_at_a_separator() {
            assertEquals(
                    new Gs1Code("09521234543213", null, LocalDate.of(2027, 3, 31), null),
                    FormulaCode.parse("]d20109521234543213" + "71410ABC123\u001d" + "17270331"));
        }

        @Test
        void in_a_link_may_have_escaped_characters() {
            assertEquals(
                    new Gs1Code("09521234543213", "A/1", null, null),
                    FormulaCode.parse("https://example.org/01/09521234543213/10/A%2F1"));
        }
    }

    @Nested
    class What_breaks_a_rule {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "]d20109521234543214",
                    "(01)09521234543213(17)271332",
                    "(01)09521234543213(10)",
                    "(01)09521234543213(10)ABC 123",
                    "(01)09521234543213x(10)A",
                    "]d20109521234543213" + "10123456789012345678901",
                    "]d2010952123454321355ABC",
                    "]d201095212345432134181234567890123",
                    "]d20109521234543213418952123454321",
                    "]d201095212345432137299AB",
                    "https://example.org/01/09521234543214",
                    "https://example.org/01/09521234543213/10/%00"
                })
        void is_no_suppliers_code(String text) {
            assertFalse(FormulaCode.parse(text) instanceof Gs1Code, text);
        }

        @Test
        void and_noise_neither_hangs_nor_fails() {
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder("0109521234543213");
                random.ints(random.nextInt(60), 0x1d, 0x7f)
                        .forEach(next -> text.append((char) next));
                assertEquals(
                        FormulaCode.parse(text.toString()), FormulaCode.parse(text.toString()));
            }
        }
    }

    @Nested
    class A_mark_of_the_scanner {

        @Test
        void is_not_part_of_the_text() {
            assertEquals(new StartFormula("PRM00936", true), FormulaCode.parse("]Q1F=PRM00936"));
            assertEquals(new BareCode("ING-0042"), FormulaCode.parse("]C0ING-0042"));
        }
    }
}
