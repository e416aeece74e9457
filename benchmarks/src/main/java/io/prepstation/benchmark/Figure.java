package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one measurement found.
///
/// @param ours in `unit`
/// @param floor the least it could be, measured in the same run; null where only a limit counts
/// @param limit of the ratio where there is a floor, else of `ours`; null if none is asked
/// @param runs how many single values stand behind it
/// @param spread in words
record Figure(
        String bench,
        double ours,
        @Nullable Double floor,
        String unit,
        @Nullable Double limit,
        int runs,
        String spread) {

    ObjectNode json() {
        ObjectNode line = Json.object().put("bench", bench).put("ours", rounded(ours));
        if (floor != null) {
            line.put("floor", rounded(floor));
        }
        line.put("unit", unit);
        if (floor != null) {
            line.put("ratio", rounded(ours / floor));
        }
        line.put("runs", runs);
        if (limit != null) {
            line.put("limit", limit);
        }
        return line.put("spread", spread);
    }

    String row() {
        String against =
                floor == null
                        ? ""
                        : String.format(
                                Locale.ROOT, " ÷ %.2f %s = %.2f", floor, unit, ours / floor);
        String allowed = limit == null ? "" : String.format(Locale.ROOT, " (limit %.1f)", limit);
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

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
