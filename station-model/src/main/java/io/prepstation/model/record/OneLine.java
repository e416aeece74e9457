package io.prepstation.model.record;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Text for a journal, where a line is an event: names and ids are what somebody typed, and one with a line end in it could
/// write an event of its own.
public final class OneLine {

    private static final int MOST_LINES = 120;
    private static final int MOST_CAUSES = 20;

    /// As a stack trace has it.
    private static final String CAUSE = "Caused by: ";

    private OneLine() {}

    /// The same with `\\n`, `\\t`, `\\u001b` for what ends a line, moves the cursor or turns the writing around.
    public static String of(String text) {
        return text.chars().noneMatch(OneLine::isHidden)
                ? text
                : text.chars().mapToObj(OneLine::shown).collect(Collectors.joining());
    }

    /// Many lines after each other, such as a stack trace. Of very many the first ones, and the causes below them.
    public static String ofLines(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> first = lines.subList(0, Math.min(MOST_LINES, lines.size()));
        List<String> causes =
                lines.subList(first.size(), lines.size()).stream()
                        .filter(line -> line.startsWith(CAUSE))
                        .limit(MOST_CAUSES)
                        .toList();
        int left = lines.size() - first.size() - causes.size();
        Stream<String> rest = left == 0 ? Stream.of() : Stream.of("… " + left + " more lines");
        return Stream.of(first.stream(), causes.stream(), rest)
                .flatMap(each -> each)
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
