package io.prepstation.model.mass;

/// Where a net mass lies against its tolerance; both limits count as inside.
public enum Verdict {
    UNDER,
    IN,
    OVER
}
