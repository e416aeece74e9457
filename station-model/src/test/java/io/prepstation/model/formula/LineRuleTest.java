package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules are kept as words; only the words that were written are read again.
@Tag("REC-1")
class LineRuleTest {

    @Test
    void every_set_of_rules_is_read_from_its_own_words() {
        LineRule[] all = LineRule.values();
        for (int bits = 0; bits < 1 << all.length; bits++) {
            Set<LineRule> rules = EnumSet.noneOf(LineRule.class);
            for (int n = 0; n < all.length; n++) {
                if ((bits & 1 << n) != 0) {
                    rules.add(all[n]);
                }
            }
            assertEquals(rules, LineRule.ofWords(LineRule.words(rules)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Witness",
                "witness free_order",
                "free_order  witness",
                " witness",
                "witness ",
                "witness witness",
                "witnesses",
                "FREE_ORDER"
            })
    void what_was_altered_is_not_read(String altered) {
        assertThrows(IllegalArgumentException.class, () -> LineRule.ofWords(altered));
    }

    @Test
    void people_may_write_them_in_any_order_and_case() {
        assertEquals(
                Set.of(LineRule.FREE_ORDER, LineRule.WITNESS),
                LineRule.ofTypedWords(" Witness  free_order "));
        assertThrows(IllegalArgumentException.class, () -> LineRule.ofTypedWords("witnes"));
    }
}
