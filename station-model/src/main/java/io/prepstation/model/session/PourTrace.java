package io.prepstation.model.session;

import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How the net mass of one weighing came to be, against time (WEI-12).
///
/// @param start when the first point was read
/// @param unit of all points
/// @param spacing points closer together than so many milliseconds were left out, because the pour took long
public record PourTrace(Instant start, MassUnit unit, long spacing, List<Point> points) {

    /// More points than a curve on a screen can show are never kept.
    public static final int MOST = 240;

    /// @param after milliseconds since the start
    /// @param net as displayed, less the tare
    public record Point(long after, BigDecimal net, boolean stable) {}

    public PourTrace {
        points = List.copyOf(points);
    }

    public static PourTrace begun(Instant at, Mass net, boolean stable) {
        return new PourTrace(at, net.unit(), 0, List.of(new Point(0, net.value(), stable)));
    }

    /// With one point more; the newest is always kept, of the others some where they grow too many.
    public PourTrace and(Instant at, Mass net, boolean stable) {
        long after = Math.max(points.getLast().after(), Duration.between(start, at).toMillis());
        List<Point> more = new ArrayList<>(points);
        if (more.size() > 1
                && more.getLast().after() - more.get(more.size() - 2).after() < spacing) {
            more.removeLast();
        }
        more.add(new Point(after, net.toUnit(unit).value(), stable));
        return more.size() > MOST ? thinned(more) : new PourTrace(start, unit, spacing, more);
    }

    /// This trace after what was kept before the program was stopped; the same one if it is no other.
    public PourTrace following(PourTrace earlier) {
        if (!earlier.start().isBefore(start)) {
            return this;
        }
        PourTrace whole = earlier;
        for (Point point : points) {
            whole =
                    whole.and(
                            start.plusMillis(point.after()),
                            new Mass(point.net(), unit),
                            point.stable());
        }
        return whole;
    }

    /// Half as many, evenly spread, with the first and the last among them.
    private PourTrace thinned(List<Point> many) {
        long apart = Math.max(1, many.getLast().after() / (MOST / 2));
        List<Point> fewer = new ArrayList<>();
        for (int i = 0; i < many.size(); i++) {
            Point point = many.get(i);
            boolean due =
                    i == 0
                            || i == many.size() - 1
                            || point.after() - fewer.getLast().after() >= apart;
            if (due) {
                fewer.add(point);
            }
        }
        return new PourTrace(start, unit, apart, fewer);
    }

    /// One line: start, unit and spacing, then each point as milliseconds, digits, and `=` at rest or `~` in motion.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(start.toEpochMilli())
                .append(' ')
                .append(unit.symbol())
                .append(' ')
                .append(spacing);
        for (Point point : points) {
            text.append(' ')
                    .append(point.after())
                    .append(point.stable() ? '=' : '~')
                    .append(point.net().toPlainString());
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException if the text is not what [#text] writes
    public static PourTrace of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 4) {
            throw new IllegalArgumentException("not a pour trace: \"" + text + "\"");
        }
        List<Point> points = new ArrayList<>();
        for (int i = 3; i < parts.length; i++) {
            points.add(point(parts[i]));
        }
        return new PourTrace(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                MassUnit.ofSymbol(parts[1])
                        .orElseThrow(
                                () -> new IllegalArgumentException("unknown unit in a pour trace")),
                Long.parseLong(parts[2]),
                points);
    }

    private static Point point(String text) {
        int mark = Math.max(text.indexOf('='), text.indexOf('~'));
        if (mark < 0) {
            throw new IllegalArgumentException("not a point of a pour trace: \"" + text + "\"");
        }
        return new Point(
                Long.parseLong(text.substring(0, mark)),
                Decimal.of(text.substring(mark + 1)),
                text.charAt(mark) == '=');
    }
}
