package io.prepstation.model.record;

import java.util.stream.Collectors;

/// Text for a journal, where a line is an event: names and ids are what somebody typed, and one with a line end in it could
/// write an event of its own.
public final class OneLine {

    private static final int MOST_LINES = 120;

    private OneLine() {}

    /// The same with `\\n`, `\\t`, `\\u001b` for what ends a line, moves the cursor or turns the writing around.
    public static String of(String text) {
        return text.chars().noneMatch(OneLine::isHidden)
                ? text
                : text.chars().mapToObj(OneLine::shown).collect(Collectors.joining());
    }

    /// Many lines after each other, such as a stack trace; the first ones of very many.
    public static String ofLines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_LINES)
                .map(OneLine::of)
                .collect(Collectors.joining(" | "));
    }

    private static String shown(int sign) {
        return switch (sign) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isHidden(sign) ? "\\u%04x".formatted(sign) : Character.toString((char) sign);
        };
    }

    /// Controls, line and paragraph ends, and marks of direction.
    private static boolean isHidden(int sign) {
        return Character.isISOControl(sign)
                || sign == 0x2028
                || sign == 0x2029
                || (sign >= 0x202a && sign <= 0x202e)
                || (sign >= 0x2066 && sign <= 0x2069);
    }
}
