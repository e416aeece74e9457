package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.weighing.Guidance.Direction;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import org.jspecify.annotations.Nullable;

/// The tolerance bar in shares of its length: a coarse zone from zero, and a fine zone around the limits where the same
/// movement of the pointer means far less mass.
///
/// @param fineFrom where the fine zone begins
/// @param bandFrom the lower limit
/// @param bandTo the upper limit
/// @param pointer 0 … 1, or negative if there is no weight to point at
public record Gauge(
        double fineFrom,
        double bandFrom,
        double bandTo,
        double pointer,
        Direction direction,
        String fineStart,
        String lower,
        String target,
        String upper) {

    private static final double COARSE_SHARE = 0.40;

    /// How far the fine zone reaches beyond the limits, in widths of the tolerance.
    private static final double BEFORE = 1.1;

    private static final double BEYOND = 0.8;

    /// How masses become places.
    public record Scale(double fineStart, double fineEnd, double coarseShare) {

        public static Scale of(Tolerance tolerance) {
            double lower = grams(tolerance.lowerLimit());
            double upper = grams(tolerance.upperLimit());
            double width = Math.max(upper - lower, Math.ulp(upper));
            double start = Math.max(0, lower - BEFORE * width);
            return new Scale(start, upper + BEYOND * width, start == 0 ? 0 : COARSE_SHARE);
        }

        /// Masses beyond the ends stand at the ends.
        public double place(Mass mass) {
            double grams = grams(mass);
            double place =
                    grams < fineStart
                            ? grams / fineStart * coarseShare
                            : coarseShare
                                    + (grams - fineStart)
                                            / (fineEnd - fineStart)
                                            * (1 - coarseShare);
            return Math.clamp(place, 0, 1);
        }

        boolean isFine(Mass mass) {
            return grams(mass) >= fineStart;
        }

        private static double grams(Mass mass) {
            return mass.inGrams().doubleValue();
        }
    }

    /// @param net null if there is no weight to point at
    /// @param texts of the limits and the target, in this order: lower, target, upper
    static Gauge of(Tolerance tolerance, @Nullable Mass net, Direction direction, Texts texts) {
        Scale scale = Scale.of(tolerance);
        return new Gauge(
                scale.coarseShare(),
                scale.place(tolerance.lowerLimit()),
                scale.place(tolerance.upperLimit()),
                net == null ? -1 : scale.place(net),
                direction,
                "0",
                texts.lower(),
                texts.target(),
                texts.upper());
    }

    record Texts(String lower, String target, String upper) {}
}
