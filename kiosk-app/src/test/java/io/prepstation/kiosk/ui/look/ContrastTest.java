package io.prepstation.kiosk.ui.look;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Text must be readable on what it stands on: at least 4.5 to 1, signs and lines 3 to 1 (WCAG 2.2).
class ContrastTest {

    private static final Pattern COLOUR = Pattern.compile("(-ps-[a-z-]+):\\s*#([0-9a-f]{6})");

    private static final String[][] TEXTS = {
        {"text", "ground"},
        {"text", "surface"},
        {"text", "sunken"},
        {"text", "button"},
        {"text", "button-pressed"},
        {"text", "add-soft"},
        {"muted", "ground"},
        {"muted", "surface"},
        {"muted", "sunken"},
        {"header-text", "header"},
        {"mark-text", "mark"},
        {"main-text", "main"},
        {"main-text", "main-pressed"},
        {"add", "add-soft"},
        {"add", "surface"},
        {"ok", "ok-soft"},
        {"over", "over-soft"},
        {"stop-text", "stop"},
        {"moving", "ground"},
    };

    private static final String[][] SIGNS = {
        {"add", "sunken"},
        {"ok-line", "surface"},
        {"ok-line", "ok-soft"},
        {"over-line", "surface"},
        {"good-dot", "header"},
        {"busy-dot", "header"},
        {"bad-dot", "header"},
        {"disabled-text", "disabled"},
    };

    static Stream<Arguments> themes() {
        return Stream.of(Arguments.of("light.css"), Arguments.of("dark.css"));
    }

    @ParameterizedTest
    @MethodSource("themes")
    void texts_stand_out(String theme) throws IOException {
        Map<String, int[]> colours = colours(theme);
        for (String[] pair : TEXTS) {
            atLeast(4.5, colours, pair);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void signs_stand_out(String theme) throws IOException {
        Map<String, int[]> colours = colours(theme);
        for (String[] pair : SIGNS) {
            atLeast(3, colours, pair);
        }
    }

    private static void atLeast(double least, Map<String, int[]> colours, String[] pair) {
        double contrast = contrast(colours.get(pair[0]), colours.get(pair[1]));
        assertTrue(
                contrast >= least, "%s on %s is %.2f to 1".formatted(pair[0], pair[1], contrast));
    }

    private static double contrast(int[] one, int[] other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int[] rgb) {
        return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Map<String, int[]> colours(String theme) throws IOException {
        try (InputStream sheet =
                Objects.requireNonNull(Theme.class.getResourceAsStream(theme), theme)) {
            Matcher matcher =
                    COLOUR.matcher(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, int[]> colours = new HashMap<>();
            while (matcher.find()) {
                int rgb = Integer.parseInt(matcher.group(2), 16);
                colours.put(
                        matcher.group(1).substring("-ps-".length()),
                        new int[] {rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF});
            }
            return colours;
        }
    }
}
