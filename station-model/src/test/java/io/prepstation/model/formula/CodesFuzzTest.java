package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.OpenSession;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.TornCode;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/// A scanned text is hostile: whatever it is, what comes out are short names, whole trade items, or words safe to show.
@Tag("SES-7")
class CodesFuzzTest extends FuzzedParsers {

    /// Beyond what is accepted at all.
    private static final int LONGEST = 560;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SHOWN = 61;
    private static final int LONGEST_VALUE = 20;

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText(
                        "formula-code",
                        LONGEST,
                        List.of(
                                "F=PRM00936",
                                "X=1;F=PRM00936;Y=2",
                                "]Q1F=PRM00936",
                                "S=01930000-0000-7000-8000-0123456789ab;F=PRM00936;H=0123456789abcdef",
                                "E=https://hub.example:8443;P=3f9a;K=ABCD-EFGH",
                                "C=C-1",
                                "L=LOT/7",
                                "I=ING-0042",
                                "B=badge-1",
                                "https://lab.example.org/app/formula-first?code=PRM00936&auto=start",
                                "/preparations/01930000-0000-7000-8000-0123456789ab?f=PRM00936",
                                "ING-0042"),
                        text -> check(FormulaCode.parse(text))),
                FuzzTarget.ofText(
                        "gs1",
                        LONGEST,
                        List.of(
                                "01095212345432131727030010ABC123\u001d214711",
                                "010952123454321310ABC123\u001d214711\u001d17270331",
                                "0109521234543213310300125010L1",
                                "(01)09521234543213(17)270300(10)ABC123(21)4711",
                                "https://id.example.org/01/09521234543213/10/ABC123/21/4711?17=270331",
                                "https://example.org/a/b/01/9521234543213/10/A%2F1?linkType=all&17=270331"),
                        CodesFuzzTest::checkSupplier));
    }

    private static void checkSupplier(String text) {
        Gs1Text.elements(text).ifPresent(CodesFuzzTest::check);
        Gs1Text.link(text).ifPresent(CodesFuzzTest::check);
    }

    private static void check(ScannedCode code) {
        switch (code) {
            case StartFormula(var formula, var _) -> checkName(formula);
            case OpenSession(var session, var formula) -> {
                checkName(session);
                checkOptional(formula, LONGEST_NAME);
            }
            case ContainerCode(var name) -> checkName(name);
            case LotCode(var name) -> checkName(name);
            case IngredientCode(var name) -> checkName(name);
            case BadgeCode(var name) -> checkName(name);
            case BareCode(var name) -> checkName(name);
            case EnrolmentCode(var hub, var pin, var oneTime) -> {
                assertShowable(hub);
                assertShowable(oneTime);
                checkOptional(pin, LONGEST);
            }
            case Gs1Code(var gtin, var lot, var _, var serial) -> {
                assertTrue(Gs1Text.isGtin(gtin), gtin);
                checkOptional(lot, LONGEST_VALUE);
                checkOptional(serial, LONGEST_VALUE);
            }
            case TornCode _ -> fail("only a scanner's line tells that a code is torn");
            case UnknownCode(var text) -> {
                assertTrue(text.length() <= LONGEST_SHOWN, text);
                assertShowable(text);
            }
        }
    }

    private static void checkName(String name) {
        assertTrue(!name.isEmpty() && name.length() <= LONGEST_NAME, name);
        assertTrue(name.chars().allMatch(character -> character > ' ' && character < 0x7f), name);
    }

    private static void checkOptional(@Nullable String value, int longest) {
        if (value != null) {
            assertTrue(value.length() <= longest, value);
            assertShowable(value);
        }
    }

    private static void assertShowable(String text) {
        assertTrue(text.chars().noneMatch(Character::isISOControl), text);
    }
}
