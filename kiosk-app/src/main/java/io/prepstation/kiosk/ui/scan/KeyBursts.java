package io.prepstation.kiosk.ui.scan;

import java.util.function.Consumer;

/// Tells a scanner that types from fingers that type: its keys come fast and end in Enter or Tab.
///
/// One key alone, or keys with pauses, stay keys. Times come with the keys, so that a test needs no clock.
///
/// Times are those at which the screen came to handle a key: after a pause nobody knows whether the rest of a code comes or a
/// new one. What comes is refused to its end then, because the rest of a code may be another thing's name.
public final class KeyBursts {

    private static final int SHORTEST_CODE = 3;

    /// Longer than any code a station reads: a stuck key fills no memory.
    private static final int LONGEST_CODE = 600;

    /// After so long without a key nothing comes any more. A screen that stood still for 20 s was ended by the system.
    private static final long FORGOTTEN_MS = 30_000;

    private final WedgeRules rules;
    private final Consumer<String> scanned;
    private final Runnable torn;
    private final StringBuilder burst = new StringBuilder();
    private final StringBuilder keypad = new StringBuilder();
    private long last = Long.MIN_VALUE;

    /// Whether the burst paused or is longer than any code: it is refused at its end.
    private boolean broken;

    /// The keys of the burst, also those of it that were thrown away.
    private int keys;

    /// Whether the last key was the end of a suffix: Enter after it belongs to the scan.
    private boolean ended;

    /// Whether keys were typed since a person last touched the screen: time says nothing about it, because a screen that
    /// was busy handles a scanner's keys late.
    private boolean scanning;

    /// @param scanned gets the text of each scan
    /// @param torn called at the end of what may be a scan that is not whole
    public KeyBursts(WedgeRules rules, Consumer<String> scanned, Runnable torn) {
        this.rules = rules;
        this.scanned = scanned;
        this.torn = torn;
    }

    /// A character was typed.
    ///
    /// @param atMs when, on any steady clock
    public void typed(String character, long atMs) {
        comes(atMs);
        burst.append(character);
        keys++;
        if (burst.length() > LONGEST_CODE) {
            broken = true;
            burst.delete(0, burst.length() - rules.suffix().length());
        }
        ended = false;
        String text = burst.toString();
        if (!rules.suffix().isEmpty() && text.endsWith(rules.suffix())) {
            ended = true;
            end(text.substring(0, text.length() - rules.suffix().length()));
        }
    }

    /// A digit of the keypad was pressed while Alt was held: some scanners type every character as its number.
    public void keypad(int digit, long atMs) {
        comes(atMs);
        keypad.append(digit);
    }

    /// Alt was let go: the digits since then are one character, by Windows-1252 where they begin with 0. One that no code has
    /// leaves a gap in what is typed; control characters do not.
    public void keypadEnds(long atMs) {
        String digits = keypad.toString();
        keypad.setLength(0);
        if (digits.isEmpty()) {
            return;
        }
        int code = digits.length() <= 4 ? Integer.parseInt(digits) : Integer.MAX_VALUE;
        if (code >= 0x7f) {
            keys++;
            broken = true;
        } else if (code >= 0x20 || code == GROUP_SEPARATOR) {
            typed(String.valueOf((char) code), atMs);
        }
    }

    /// The one control character that codes contain: FNC1 of GS1, between two elements.
    static final int GROUP_SEPARATOR = 0x1d;

    /// Enter or Tab was pressed. Whether it belonged to a burst; if it ended a code, the code is handed on.
    public boolean enter(long atMs) {
        boolean ofBurst = (ended || keys > 0) && !gapTooLong(atMs);
        boolean whole = ofBurst && rules.suffix().isEmpty();
        pause(atMs);
        ended = false;
        if (whole || broken) {
            end(burst.toString());
        } else {
            forget();
        }
        return ofBurst;
    }

    private void comes(long atMs) {
        pause(atMs);
        scanning = true;
        last = atMs;
    }

    /// What comes too late for the burst before it breaks that; after much longer, the burst is over.
    private void pause(long atMs) {
        if (last != Long.MIN_VALUE && atMs - last > FORGOTTEN_MS) {
            forget();
        } else if (keys > 0 && gapTooLong(atMs)) {
            broken = true;
        }
    }

    private void forget() {
        burst.setLength(0);
        keypad.setLength(0);
        keys = 0;
        broken = false;
    }

    private void end(String text) {
        boolean refused = broken;
        boolean mayBeScan = keys >= SHORTEST_CODE;
        forget();
        if (!refused) {
            hand(text);
        } else if (mayBeScan) {
            torn.run();
        }
    }

    private void hand(String text) {
        if (text.startsWith(rules.prefix())) {
            String code = text.substring(rules.prefix().length());
            if (code.length() >= SHORTEST_CODE) {
                scanned.accept(code);
            }
        }
    }

    /// A finger is at the screen or on an arrow key: the next Enter is a person's, and ends no code.
    void touched() {
        broken = keys > 0;
        scanning = false;
    }

    /// Whether nothing was typed since a person's last touch: an Enter now is a finger's. After a burst it is a scanner's,
    /// whatever time has passed.
    boolean isCalm() {
        return !scanning;
    }

    private boolean gapTooLong(long atMs) {
        return last != Long.MIN_VALUE && atMs - last > rules.longestGapMs();
    }
}
