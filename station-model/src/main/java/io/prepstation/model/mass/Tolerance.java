package io.prepstation.model.mass;

/// The target of a weighing and the limits its net mass must lie within, already scaled and rounded to the balance.
public record Tolerance(Mass target, Mass lowerLimit, Mass upperLimit) {

    public Tolerance {
        if (lowerLimit.compareTo(target) > 0 || upperLimit.compareTo(target) < 0) {
            throw new IllegalArgumentException(
                    "target "
                            + target
                            + " lies outside its limits "
                            + lowerLimit
                            + " … "
                            + upperLimit);
        }
    }

    public Verdict verdict(Mass net) {
        if (net.compareTo(lowerLimit) < 0) {
            return Verdict.UNDER;
        }
        return net.compareTo(upperLimit) > 0 ? Verdict.OVER : Verdict.IN;
    }

    /// The target and limits that are left after a part of it is in; they may be negative.
    public Tolerance after(Mass part) {
        return new Tolerance(target.minus(part), lowerLimit.minus(part), upperLimit.minus(part));
    }

    /// What is still to add to reach the target; negative when there is too much.
    public Mass remaining(Mass net) {
        return target.minus(net);
    }
}
