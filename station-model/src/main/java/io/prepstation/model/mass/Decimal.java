package io.prepstation.model.mass;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Decimal numbers as people, balances and the wire write them: digits and at most one point.
///
/// An exponent is refused: `1e999999999` is eleven characters, and its digits fill the memory.
public final class Decimal {

    private static final Pattern FORM =
            Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})");

    private Decimal() {}

    /// @throws NumberFormatException naming a text that is not such a number
    public static BigDecimal of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new NumberFormatException("not a decimal number: \"" + text + "\"");
        }
        return new BigDecimal(text);
    }
}
