package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.OpenSession;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SES-7")
class FormulaCodeTest {

    private static final String FORMULA = "PRM00936";
    private static final String SESSION = "01930000-0000-7000-8000-0123456789ab";

    private static void assertReads(ScannedCode expected, String text) {
        assertEquals(expected, FormulaCode.parse(text), text);
    }

    @Nested
    class A_formula {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "F=PRM00936",
                    "F=PRM00936;",
                    " F=PRM00936\n",
                    "X=1;F=PRM00936;Y=2",
                    "note=x;F=PRM00936",
                    "F=PRM00936;F=OTHER",
                    "https://lab.example.org/app/formula-first?code=PRM00936&auto=start",
                    "http://x/formula-first?auto=start&code=PRM00936",
                    "/formula-first?code=PRM00936&auto=start"
                })
        void starts_at_once(String text) {
            assertReads(new StartFormula(FORMULA, true), text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://x/formula-first?code=PRM00936",
                    "https://x/formula-first?code=PRM00936&auto=no",
                    "https://x/formula-first?code=PRM00936&auto=START"
                })
        void in_a_link_without_auto_start_opens_the_review(String text) {
            assertReads(new StartFormula(FORMULA, false), text);
        }
    }

    @Nested
    class A_session {

        @Test
        void is_opened_by_its_label() {
            assertReads(
                    new OpenSession(SESSION, FORMULA), FormulaCode.sessionLabel(SESSION, FORMULA));
            assertReads(
                    new OpenSession(SESSION, FORMULA),
                    "S=" + SESSION + ";F=PRM00936;H=0123456789abcdef");
            assertReads(new OpenSession(SESSION, null), "S=" + SESSION);
        }

        @Test
        void is_opened_by_a_link() {
            assertReads(
                    new OpenSession(SESSION, FORMULA),
                    "https://x/app/preparations/" + SESSION + "?f=PRM00936");
            assertReads(new OpenSession(SESSION, null), "https://x/preparations/" + SESSION);
            assertReads(new OpenSession(SESSION, null), "/preparations/" + SESSION + "?f=<x>");
        }
    }

    @Nested
    class A_thing {

        @Test
        void is_known_by_its_key() {
            assertReads(new ContainerCode("C-7"), "C=C-7");
            assertReads(new LotCode("L2291"), "L=L2291");
            assertReads(new IngredientCode("ING-0042"), "I=ING-0042");
            assertReads(new BadgeCode("7"), "B=7");
        }

        @Test
        void without_a_key_is_looked_up() {
            assertReads(new BareCode("ING-0042"), "ING-0042");
            assertReads(new BareCode("4006381333931"), "4006381333931");
        }

        @Test
        void of_a_hub_enrols() {
            assertReads(
                    new EnrolmentCode("https://hub:8443", "ab12", "ABCD-EFGH"),
                    "E=https://hub:8443;P=ab12;K=ABCD-EFGH");
            assertReads(
                    new EnrolmentCode("https://hub:8443", null, "ABCD-EFGH"),
                    "E=https://hub:8443;K=ABCD-EFGH");
        }
    }

    @Nested
    class Anything_else {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello world",
                    "F=",
                    "F=PRM 00936",
                    "F=../../etc/passwd;rm",
                    "S=;F=PRM00936",
                    "S='; DROP TABLE sessions;F=PRM00936",
                    "E=https://hub",
                    "https://evil.example.org/",
                    "https://x/formula-first?code=%50RM",
                    "https://x/formula-first",
                    "https://x/preparations/",
                    "javascript:alert(1)",
                    "<script>",
                    "-rf",
                    "../x"
                })
        void is_unknown_and_shown_as_read(String text) {
            assertReads(new UnknownCode(text.strip()), text);
        }

        @Test
        void too_long_is_unknown_whatever_it_begins_with() {
            UnknownCode code =
                    assertInstanceOf(
                            UnknownCode.class,
                            FormulaCode.parse("F=PRM00936;X=" + "a".repeat(600)));
            assertEquals(61, code.text().length());
        }

        @Test
        void with_control_or_turning_characters_is_unknown_and_shown_without_them() {
            assertReads(new UnknownCode("F=PRM·00936"), "F=PRM\u000000936");
            assertReads(new UnknownCode("F=PRM·00936"), "F=PRM\u001d00936");
            assertReads(new UnknownCode("a ·b"), "a \u202eb");
        }

        @Test
        void is_cut_between_characters() {
            assertReads(
                    new UnknownCode("é" + "x".repeat(58) + "…"),
                    "é" + "x".repeat(58) + "\ud83d\ude00" + " tail");
        }
    }

    @Nested
    class An_enrolment_label {

        @Test
        void is_read_as_it_was_meant() {
            assertReads(
                    new EnrolmentCode("https://hub.lab:8443", "3f9a", "7KQ2-9XHD"),
                    FormulaCode.enrolmentLabel("https://hub.lab:8443", "3f9a", "7KQ2-9XHD"));
            assertReads(
                    new EnrolmentCode("https://hub.lab", null, "7KQ2-9XHD"),
                    FormulaCode.enrolmentLabel("https://hub.lab", null, "7KQ2-9XHD"));
        }
    }

    @Nested
    class A_hundred_thousand_random_texts {

        private static final String[] PIECES = {
            "F=",
            "S=",
            "E=",
            "K=",
            "C=",
            ";",
            "=",
            "&",
            "?",
            "/",
            "%",
            "formula-first?code=",
            "preparations/",
            "https://",
            "auto=start",
            "PRM00936",
            "\u0000",
            "\u202e",
            "\ud800",
            "\udc00",
            "é",
            " ",
            "..",
            "<",
            "'",
            "0",
            "a",
            "-"
        };

        @Test
        void never_throw_and_never_show_more_than_a_line() {
            long seed = 20_261_120;
            System.out.println("formula code seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 100_000; i++) {
                String text = any(random);
                if (FormulaCode.parse(text) instanceof UnknownCode(var shown)) {
                    assertTrue(shown.length() <= 61, text);
                    assertTrue(
                            shown.chars()
                                    .noneMatch(character ->
                                            Character.isISOControl(character)
                                                    || Character.getType(character)
                                                            == Character.FORMAT),
                            text);
                }
            }
        }

        private static String any(SplittableRandom random) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(random.nextInt(10) == 0 ? 400 : 12);
            for (int i = 0; i < length; i++) {
                text.append(
                        random.nextInt(4) == 0
                                ? String.valueOf((char) random.nextInt(0x10000))
                                : PIECES[random.nextInt(PIECES.length)]);
            }
            return text.toString();
        }
    }
}
