package io.prepstation.model.bench.walk;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What really stands on the bench, in milligrams.
final class Vessel {

    private long empty = 50_000;
    private long contents;
    private boolean onPan = true;
    private String name = "";
    private @Nullable String into;
    private final Map<String, long[]> aside = new HashMap<>();

    static Mass grams(long milligrams) {
        return Mass.grams(BigDecimal.valueOf(milligrams, 3));
    }

    static long milligrams(Mass mass) {
        return mass.inGrams().movePointRight(3).longValueExact();
    }

    /// Another vessel is taken: the one of that name, or a clean one.
    void use(String other, long mass) {
        use(other, mass, 0);
        into = null;
    }

    /// A container to take from is put there: the one of that name, or a full one.
    ///
    /// @param vessel what comes out of it goes in there
    void takeFrom(String container, String vessel, long mass, long full) {
        use(container, mass, full);
        into = vessel;
    }

    private void use(String other, long mass, long full) {
        if (other.equals(name)) {
            return;
        }
        aside.put(name, new long[] {empty, contents});
        long[] taken = aside.getOrDefault(other, new long[] {mass, full});
        empty = taken[0];
        contents = taken[1];
        name = other;
    }

    void fresh(long mass) {
        aside.clear();
        into = null;
        name = "";
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
        long before = contents;
        contents = Math.max(0, contents + milligrams);
        if (into != null) {
            aside.computeIfAbsent(into, _ -> new long[] {50_000, 0})[1] += before - contents;
        }
    }

    long load() {
        return onPan ? empty + contents : 0;
    }

    Mass empty() {
        return grams(empty);
    }

    long contents() {
        return contents;
    }
}
