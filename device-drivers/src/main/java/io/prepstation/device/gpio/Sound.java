package io.prepstation.device.gpio;

import java.util.Arrays;

/// What the buzzer says; each can be told from the others with closed eyes.
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to its turns
public enum Sound {
    /// One short.
    ACCEPTED(80),
    /// Two short.
    WARNING(120, 120, 120),
    /// Three long.
    WRONG_ITEM(400, 150, 400, 150, 400);

    private final int[] turns;

    /// @param turns milliseconds on, off, on, …
    Sound(int... turns) {
        this.turns = turns;
    }

    /// Whether the buzzer is on so long after its beginning.
    boolean isOn(long millis) {
        long end = 0;
        for (int turn = 0; turn < turns.length; turn++) {
            end += turns[turn];
            if (millis < end) {
                return millis >= 0 && turn % 2 == 0;
            }
        }
        return false;
    }

    /// Whether it has ended so long after its beginning.
    boolean isOver(long millis) {
        return millis >= Arrays.stream(turns).sum();
    }
}
