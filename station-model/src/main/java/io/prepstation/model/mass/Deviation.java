package io.prepstation.model.mass;

import java.math.BigDecimal;
import java.math.MathContext;

/// How far below or above its target a net mass may lie: an absolute mass or a percentage of the target, never negative.
public sealed interface Deviation {

    /// A fixed mass in grams for the formula's base amount; it scales with the target.
    record Absolute(BigDecimal grams) implements Deviation {
        public Absolute {
            requireNotNegative(grams);
        }
    }

    /// Percent of the target: `2` means 2 %.
    record Percent(BigDecimal percent) implements Deviation {
        public Percent {
            requireNotNegative(percent);
        }
    }

    /// The deviation in grams for an unscaled target; exact, because a percentage only moves the decimal point.
    default BigDecimal gramsFor(BigDecimal targetG) {
        return switch (this) {
            case Absolute(var grams) -> grams;
            case Percent(var percent) ->
                    targetG.multiply(percent, MathContext.UNLIMITED).movePointLeft(2);
        };
    }

    private static void requireNotNegative(BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(
                    "a deviation is not negative, but was " + value.toPlainString());
        }
    }
}
