package io.prepstation.hub.dashboard;

import java.util.ArrayList;
import java.util.List;

/// A chart of stacked columns, laid out in whole pixels, so that the server can draw it without a script.
///
/// @param names below the columns
public record Columns(String title, List<String> names, List<Series> series) {

    private static final int COLUMN = 44;
    private static final int BAR = 28;
    private static final int LEFT = 40;
    private static final int TOP = 12;
    private static final int PLOT = 160;

    public record Series(String name, List<Integer> values) {
        public Series {
            values = List.copyOf(values);
        }
    }

    /// @param series which of them, 0 for the first: it chooses the colour
    /// @param says for who does not see it
    public record Block(int x, int y, int width, int height, int series, String says) {}

    /// A horizontal line of the scale.
    public record Rule(int y, String value) {}

    /// A text below a column.
    public record Name(int x, String text) {}

    public Columns {
        names = List.copyOf(names);
        series = List.copyOf(series);
    }

    public int width() {
        return LEFT + names.size() * COLUMN + 8;
    }

    public int height() {
        return TOP + PLOT + 28;
    }

    public int left() {
        return LEFT;
    }

    public boolean isEmpty() {
        return series.stream().allMatch(one -> one.values().stream().allMatch(value -> value == 0));
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            int base = TOP + PLOT;
            for (int index = 0; index < series.size(); index++) {
                Series one = series.get(index);
                int value = one.values().get(column);
                int height = value * PLOT / top();
                if (height > 0) {
                    base -= height;
                    blocks.add(
                            new Block(
                                    LEFT + column * COLUMN + (COLUMN - BAR) / 2,
                                    base,
                                    BAR,
                                    height,
                                    index,
                                    names.get(column) + ": " + value + " " + one.name()));
                }
            }
        }
        return blocks;
    }

    public List<Rule> rules() {
        int step = top() / 4;
        List<Rule> rules = new ArrayList<>();
        for (int line = 0; line <= 4; line++) {
            rules.add(new Rule(TOP + PLOT - line * PLOT / 4, Integer.toString(line * step)));
        }
        return rules;
    }

    public List<Name> texts() {
        List<Name> texts = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            texts.add(new Name(LEFT + column * COLUMN + COLUMN / 2, names.get(column)));
        }
        return texts;
    }

    public int textY() {
        return TOP + PLOT + 18;
    }

    /// The scale's end: 4, 8, 20, 40, 80, 200 … so that four equal steps are whole numbers.
    private int top() {
        int highest = 1;
        for (int column = 0; column < names.size(); column++) {
            int sum = 0;
            for (Series one : series) {
                sum += one.values().get(column);
            }
            highest = Math.max(highest, sum);
        }
        int top = 4;
        for (int step = 0; top < highest; step++) {
            top = step % 3 == 1 ? top / 2 * 5 : top * 2;
        }
        return top;
    }
}
