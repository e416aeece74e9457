package io.prepstation.kiosk.ui.scan;

import java.util.function.Consumer;

/// Tells a scanner that types from fingers that type: its keys come at most 35 ms apart and end in Enter.
///
/// One key alone, or keys with pauses, stay keys. Times come with the keys, so that a test needs no clock.
public final class KeyBursts {

    /// Slow scanners send a key every 20 ms; the fastest typists need 60 ms.
    private static final long LONGEST_GAP_MS = 35;

    private static final int SHORTEST_CODE = 3;

    private final Consumer<String> scanned;
    private final StringBuilder burst = new StringBuilder();
    private long last = Long.MIN_VALUE;

    /// @param scanned gets the text of each scan
    public KeyBursts(Consumer<String> scanned) {
        this.scanned = scanned;
    }

    /// A character was typed.
    ///
    /// @param atMs when, on any steady clock
    public void typed(String character, long atMs) {
        if (gapTooLong(atMs)) {
            burst.setLength(0);
        }
        burst.append(character);
        last = atMs;
    }

    /// Enter was pressed. Whether it belonged to a burst; if it ended a code, the code is handed on.
    public boolean enter(long atMs) {
        boolean ofBurst = !burst.isEmpty() && !gapTooLong(atMs);
        String text = burst.toString();
        burst.setLength(0);
        if (ofBurst && text.length() >= SHORTEST_CODE) {
            scanned.accept(text);
        }
        return ofBurst;
    }

    private boolean gapTooLong(long atMs) {
        return last != Long.MIN_VALUE && atMs - last > LONGEST_GAP_MS;
    }
}
