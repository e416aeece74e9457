package io.prepstation.model.mass;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Corrects masses by the content of the substance in a material: of 98 % material 100/98 as much is weighed.
public final class Potency {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Potency() {}

    /// What must be weighed of the material, with the display's digits: target half-even, limits inwards.
    ///
    /// @param percent content of the substance; null for all of it
    public static Tolerance weighed(Tolerance substance, @Nullable BigDecimal percent) {
        if (percent == null || percent.compareTo(HUNDRED) == 0) {
            return substance;
        }
        int digits = substance.target().value().scale();
        return new Tolerance(
                weighed(substance.target(), percent, digits, RoundingMode.HALF_EVEN),
                weighed(substance.lowerLimit(), percent, digits, RoundingMode.CEILING),
                weighed(substance.upperLimit(), percent, digits, RoundingMode.FLOOR));
    }

    /// What of a weighed mass is the substance; exact.
    public static Mass substance(Mass weighed, @Nullable BigDecimal percent) {
        return percent == null || percent.compareTo(HUNDRED) == 0
                ? weighed
                : new Mass(
                        weighed.value().multiply(percent, MathContext.UNLIMITED).movePointLeft(2),
                        weighed.unit());
    }

    private static Mass weighed(Mass substance, BigDecimal percent, int digits, RoundingMode mode) {
        return new Mass(
                substance.value().multiply(HUNDRED).divide(percent, digits, mode),
                substance.unit());
    }
}
