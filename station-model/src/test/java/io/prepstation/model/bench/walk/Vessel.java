package io.prepstation.model.bench.walk;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;

/// What really stands on the bench, in milligrams.
final class Vessel {

    private long empty = 50_000;
    private long contents;
    private boolean onPan = true;

    static Mass grams(long milligrams) {
        return Mass.grams(BigDecimal.valueOf(milligrams, 3));
    }

    static long milligrams(Mass mass) {
        return mass.inGrams().movePointRight(3).longValueExact();
    }

    void fresh(long mass) {
        empty = mass;
        contents = 0;
        onPan = true;
    }

    void put() {
        onPan = true;
    }

    void lift() {
        onPan = false;
    }

    void pour(long milligrams) {
        contents = Math.max(0, contents + milligrams);
    }

    long load() {
        return onPan ? empty + contents : 0;
    }

    long contents() {
        return contents;
    }
}
