package io.prepstation.model.session;

import java.util.ArrayList;
import java.util.List;

/// All pour traces of a session as one text, a line each: whose weight, of which step, and [PourTrace#text]. It is what the end of
/// a session vouches for by its hash, and what goes to the hub.
public final class PourTraceSheet {

    private static final int PARTS = 3;

    /// @param dispenseId also of a weight that was rejected, and is not in the record
    public record Entry(String dispenseId, String stepId, PourTrace trace) {}

    private PourTraceSheet() {}

    /// @param trace as [PourTrace#text] gives it
    public static String line(String dispenseId, String stepId, String trace) {
        return dispenseId + " " + stepId + " " + trace;
    }

    /// @param lines in the order of the dispenses' ids
    public static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    /// @throws IllegalArgumentException if it is no such text
    public static List<Entry> of(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split(" ", PARTS);
            if (parts.length < PARTS) {
                throw new IllegalArgumentException("not a line of pour traces");
            }
            entries.add(new Entry(parts[0], parts[1], PourTrace.of(parts[2])));
        }
        return List.copyOf(entries);
    }
}
