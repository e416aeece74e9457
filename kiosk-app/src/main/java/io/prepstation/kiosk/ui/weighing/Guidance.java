package io.prepstation.kiosk.ui.weighing;

/// What the operator is to do with the ingredient, beside the number.
///
/// @param word `add`, `in tolerance`, `too much`
/// @param mass how much, signed; empty where there is nothing to say
/// @param out whether it is to be taken out of its container
public record Guidance(Direction direction, String word, String mass, boolean out) {

    public Guidance(Direction direction, String word, String mass) {
        this(direction, word, mass, false);
    }

    public static final Guidance NONE = new Guidance(Direction.NONE, "", "");

    public enum Direction {
        NONE,
        ADD,
        INSIDE,
        OVER
    }
}
