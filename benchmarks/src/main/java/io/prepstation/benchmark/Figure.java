package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one measurement found.
///
/// @param ours in `unit`
/// @param floor the least it could be, measured in the same run; null where only a limit counts
/// @param limit null if none is asked
/// @param runs how many single values stand behind it
/// @param spread in words
record Figure(
        String bench,
        double ours,
        @Nullable Double floor,
        String unit,
        @Nullable Limit limit,
        int runs,
        String spread) {

    ObjectNode json() {
        ObjectNode line = Json.object().put("bench", bench).put("ours", rounded(ours));
        if (floor != null) {
            line.put("floor", rounded(floor));
        }
        line.put("unit", unit);
        if (floor != null) {
            line.put("ratio", rounded(ratio()));
        }
        line.put("runs", runs);
        if (limit != null) {
            line.put("limit", limit.value())
                    .put("limitOf", limit.kind().word())
                    .put("kept", limit.isKept(ours, ratio()));
        }
        return line.put("spread", spread);
    }

    String row() {
        String against =
                floor == null
                        ? ""
                        : String.format(Locale.ROOT, " ÷ %.2f %s = %.2f", floor, unit, ratio());
        String allowed =
                limit == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (limit: %s %.2f%s, %s)",
                                limit.kind().word(),
                                limit.value(),
                                limit.kind() == Limit.Kind.RATIO ? "" : " " + unit,
                                limit.isKept(ours, ratio()) ? "kept" : "MISSED");
        return String.format(
                Locale.ROOT,
                "%-18s %.2f %s%s%s, %d runs; %s",
                bench,
                ours,
                unit,
                against,
                allowed,
                runs,
                spread);
    }

    /// How many times the floor; no number without one.
    private double ratio() {
        return floor == null ? Double.NaN : ours / floor;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
