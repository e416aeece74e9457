package io.prepstation.hub.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A chart of horizontal bars, the longest first, laid out in whole pixels.
public record Bars(String title, List<Bar> bars) {

    private static final int MOST = 8;
    private static final int LONGEST = 300;

    /// @param length in pixels
    public record Bar(String name, int value, int length) {}

    public Bars {
        bars = List.copyOf(bars);
    }

    static Bars of(String title, Map<String, Integer> values) {
        int highest = values.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        return new Bars(
                title,
                values.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(value ->
                                new Bar(
                                        value.getKey(),
                                        value.getValue(),
                                        Math.max(2, value.getValue() * LONGEST / highest)))
                        .toList());
    }
}
