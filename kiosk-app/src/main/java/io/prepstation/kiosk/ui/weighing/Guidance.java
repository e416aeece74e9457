package io.prepstation.kiosk.ui.weighing;

/// What the operator is to do with the ingredient, beside the number.
///
/// @param word `add`, `in tolerance`, `too much`
/// @param mass how much, signed; empty where there is nothing to say
public record Guidance(Direction direction, String word, String mass) {

    public static final Guidance NONE = new Guidance(Direction.NONE, "", "");

    public enum Direction {
        NONE,
        ADD,
        INSIDE,
        OVER
    }
}
