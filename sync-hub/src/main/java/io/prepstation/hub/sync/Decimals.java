package io.prepstation.hub.sync;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Decimal numbers as the wire may carry them: at most nine digits on each side, no exponent, so that no arithmetic on
/// them can grow without bound.
final class Decimals {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private Decimals() {}

    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    static BigDecimal of(String text) {
        return new BigDecimal(text);
    }
}
