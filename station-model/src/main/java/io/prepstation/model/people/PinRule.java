package io.prepstation.model.people;

import java.util.Optional;

/// Which PINs are good enough. What is typed on a number pad is short, so the lockout protects it, not its length.
public final class PinRule {

    public static final int SHORTEST = 6;
    public static final int LONGEST = 12;

    private PinRule() {}

    /// Why a PIN cannot be used; empty if it can.
    public static Optional<String> fault(String pin) {
        if (pin.length() < SHORTEST || pin.length() > LONGEST) {
            return Optional.of("a PIN has " + SHORTEST + " to " + LONGEST + " digits");
        }
        if (!pin.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("a PIN has digits only");
        }
        return isOneStep(pin)
                ? Optional.of("a PIN that repeats or counts is guessed first; choose another")
                : Optional.empty();
    }

    /// The same step from each digit to the next: 000000, 123456, 987654.
    private static boolean isOneStep(String pin) {
        int step = pin.charAt(1) - pin.charAt(0);
        for (int i = 2; i < pin.length(); i++) {
            if (pin.charAt(i) - pin.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }
}
