package io.prepstation.kiosk.ui.scan;

import java.util.function.Consumer;

/// Tells a scanner that types from fingers that type: its keys come fast and end in Enter or Tab.
///
/// One key alone, or keys with pauses, stay keys. Times come with the keys, so that a test needs no clock.
public final class KeyBursts {

    private static final int SHORTEST_CODE = 3;

    /// Longer than any code a station reads: a stuck key fills no memory.
    private static final int LONGEST_CODE = 600;

    private final WedgeRules rules;
    private final Consumer<String> scanned;
    private final StringBuilder burst = new StringBuilder();
    private final StringBuilder keypad = new StringBuilder();
    private long last = Long.MIN_VALUE;

    /// Whether the last key was the end of a suffix: Enter after it belongs to the scan.
    private boolean ended;

    /// Whether keys were typed since a person last touched the screen: time says nothing about it, because a screen that
    /// was busy handles a scanner's keys late.
    private boolean scanning;

    /// @param scanned gets the text of each scan
    public KeyBursts(Consumer<String> scanned) {
        this(WedgeRules.DEFAULT, scanned);
    }

    public KeyBursts(WedgeRules rules, Consumer<String> scanned) {
        this.rules = rules;
        this.scanned = scanned;
    }

    /// A character was typed.
    ///
    /// @param atMs when, on any steady clock
    public void typed(String character, long atMs) {
        if (gapTooLong(atMs) || burst.length() > LONGEST_CODE) {
            burst.setLength(0);
        }
        burst.append(character);
        scanning = true;
        last = atMs;
        ended = false;
        String text = burst.toString();
        if (!rules.suffix().isEmpty() && text.endsWith(rules.suffix())) {
            burst.setLength(0);
            ended = true;
            hand(text.substring(0, text.length() - rules.suffix().length()));
        }
    }

    /// A digit of the keypad was pressed while Alt was held: some scanners type every character as its number.
    public void keypad(int digit, long atMs) {
        if (gapTooLong(atMs)) {
            burst.setLength(0);
        }
        keypad.append(digit);
        scanning = true;
        last = atMs;
    }

    /// Alt was let go: the digits since then are one character, by Windows-1252 where they begin with 0.
    public void keypadEnds(long atMs) {
        String digits = keypad.toString();
        keypad.setLength(0);
        if (!digits.isEmpty() && digits.length() <= 4) {
            int code = Integer.parseInt(digits);
            boolean ascii = code >= 0x20 && code < 0x7f;
            if (ascii || code == GROUP_SEPARATOR) {
                typed(String.valueOf((char) code), atMs);
            }
        }
    }

    /// The one control character that codes contain: FNC1 of GS1, between two elements.
    static final int GROUP_SEPARATOR = 0x1d;

    /// Enter or Tab was pressed. Whether it belonged to a burst; if it ended a code, the code is handed on.
    public boolean enter(long atMs) {
        boolean ofBurst = (ended || !burst.isEmpty()) && !gapTooLong(atMs);
        String text = burst.toString();
        burst.setLength(0);
        ended = false;
        if (ofBurst && rules.suffix().isEmpty()) {
            hand(text);
        }
        return ofBurst;
    }

    private void hand(String text) {
        if (text.startsWith(rules.prefix())) {
            String code = text.substring(rules.prefix().length());
            if (code.length() >= SHORTEST_CODE) {
                scanned.accept(code);
            }
        }
    }

    /// A finger is at the screen or on an arrow key: the next Enter is a person's.
    void touched() {
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
