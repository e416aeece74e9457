package io.prepstation.kiosk.ui.part;

import java.math.BigDecimal;
import java.util.Optional;

/// Digits as they are typed, with '.' between; trailing zeros stay, because they say how fine a balance reads.
public record TypedNumber(String digits) {

    private static final int LONGEST = 12;

    public static final TypedNumber NONE = new TypedNumber("");

    /// @param key a digit, '.' or [NumberPad#DELETE]
    public TypedNumber after(char key) {
        if (key == NumberPad.DELETE) {
            return new TypedNumber(digits.substring(0, Math.max(0, digits.length() - 1)));
        }
        boolean refused = digits.length() >= LONGEST || (key == '.' && digits.indexOf('.') >= 0);
        if (refused) {
            return this;
        }
        return new TypedNumber(key == '.' && digits.isEmpty() ? "0." : digits + key);
    }

    /// Empty until it is more than nothing.
    public Optional<BigDecimal> value() {
        String whole = digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits;
        return whole.isEmpty()
                ? Optional.empty()
                : Optional.of(new BigDecimal(whole)).filter(value -> value.signum() > 0);
    }
}
