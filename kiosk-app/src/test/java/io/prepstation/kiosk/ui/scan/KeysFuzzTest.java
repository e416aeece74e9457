package io.prepstation.kiosk.ui.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/// Keys in any order at any pace: what is handed on is all that was typed between two ends, fast and in this order, and is no
/// longer than a code. A part of it is never handed on.
@Tag("DEV-SCAN")
class KeysFuzzTest extends FuzzedParsers {

    private static final int LONGEST = 1300;

    private static final int LONGEST_CODE = 600;

    private static final int SHORTEST_CODE = 3;

    private static final char ENTER = '\r';
    private static final char PAUSE = '\n';
    private static final char ALT_UP = '\t';

    /// So long a pause that nothing before it counts.
    private static final char SILENCE = '\f';

    private static final long SILENCE_MS = 30_000;

    /// While Alt is held: digits of the keypad, as control characters 0x10 to 0x19.
    private static final char KEYPAD = 0x10;

    private static final List<WedgeRules> RULES =
            List.of(
                    WedgeRules.DEFAULT,
                    new WedgeRules("~", "", 50),
                    new WedgeRules("", "##", 20),
                    new WedgeRules("$", "%", 35));

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofLatin(
                        "key-bursts",
                        LONGEST,
                        List.of(
                                "0F=PRM00936\r",
                                "0a\nb\nc\r",
                                "1~C=4711\r",
                                "2L=LOT/7##\rI=ING-0042##",
                                "3$01095212345432131727030010ABC%\r",
                                "0\u0010\u0017\u0010\t\u0016\u0011\t\u0012\u0019\t\r",
                                "0" + "x".repeat(LONGEST_CODE + 5) + "\r"),
                        KeysFuzzTest::check));
    }

    /// @param keys the first chooses how the scanner is set, each other one is a key or a pause
    private static void check(String keys) {
        if (keys.isEmpty()) {
            return;
        }
        WedgeRules rules = RULES.get(keys.charAt(0) & 3);
        List<String> scans = new ArrayList<>();
        KeyBursts bursts = new KeyBursts(rules, scans::add, () -> {});
        StringBuilder typed = new StringBuilder();
        long now = 1_000;
        long last = now;
        for (int i = 1; i < keys.length(); i++) {
            char key = keys.charAt(i);
            now += key == PAUSE ? rules.longestGapMs() + 1 : 2;
            press(bursts, key, now);
            if (key >= ' ' || key == ENTER) {
                pauseBefore(now - last, rules).ifPresent(typed::append);
                typed.append(key);
                last = key == ENTER ? last : now;
            }
        }
        boolean keypadUsed = keys.chars().anyMatch(KeysFuzzTest::isKeypad);
        scans.forEach(scan -> checkScan(scan, rules, keypadUsed ? "" : typed.toString()));
    }

    private static void press(KeyBursts bursts, char key, long now) {
        switch (key) {
            case ENTER -> bursts.enter(now);
            case ALT_UP -> bursts.keypadEnds(now);
            case PAUSE -> {}
            default -> {
                if (isKeypad(key)) {
                    bursts.keypad(key - KEYPAD, now);
                } else if (key >= ' ') {
                    bursts.typed(String.valueOf(key), now);
                }
            }
        }
    }

    private static boolean isKeypad(int key) {
        return key >= KEYPAD && key <= KEYPAD + 9;
    }

    private static void checkScan(String scan, WedgeRules rules, String typed) {
        assertTrue(scan.length() >= SHORTEST_CODE && scan.length() <= LONGEST_CODE, scan);
        if (!typed.isEmpty()) {
            assertTrue(wholeBetweenEnds(typed, rules).contains(rules.prefix() + scan), scan);
        }
        if (!rules.suffix().isEmpty()) {
            assertEquals(-1, scan.indexOf(rules.suffix()), scan);
        }
    }

    private static Optional<Character> pauseBefore(long ms, WedgeRules rules) {
        if (ms > SILENCE_MS) {
            return Optional.of(SILENCE);
        }
        return ms > rules.longestGapMs() ? Optional.of(PAUSE) : Optional.empty();
    }

    /// What lies between two ends and has no pause in it: all that may be a code.
    private static List<String> wholeBetweenEnds(String typed, WedgeRules rules) {
        List<String> between = new ArrayList<>();
        StringBuilder since = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char key = typed.charAt(i);
            if (key == SILENCE) {
                since.setLength(0);
                continue;
            }
            since.append(key);
            String keys = since.toString().replace(String.valueOf(PAUSE), "");
            boolean enter = key == ENTER;
            boolean suffix = !rules.suffix().isEmpty() && keys.endsWith(rules.suffix());
            if (enter || suffix) {
                String text = since.toString();
                int from = text.startsWith(String.valueOf(PAUSE)) ? firstKey(text) : 0;
                int end = text.length() - (enter ? 1 : 0);
                String run = text.substring(from, Math.max(from, end));
                if (run.indexOf(PAUSE) < 0 && enter == rules.suffix().isEmpty()) {
                    between.add(run.substring(0, run.length() - rules.suffix().length()));
                }
                since.setLength(0);
            }
        }
        return between;
    }

    private static int firstKey(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == PAUSE) {
            i++;
        }
        return i;
    }
}
