package io.prepstation.kiosk.store;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How often edits of this station met somebody else's, and what became of it (SYN-7).
///
/// @param oldest since when the oldest of the open ones waits; null if none is open
/// @param byType by the word of the entity type
/// @param byDetection by what they were found: `version`, `timestamp`, `data`
/// @param byStrategy those that were decided, by how they were last; `undone` if that was taken back
/// @param merged how many edits the hub brought together by itself, because they contradicted nothing
public record ConflictStatistics(
        int open,
        @Nullable Instant oldest,
        Map<String, Integer> byType,
        Map<String, Integer> byDetection,
        Map<String, Integer> byStrategy,
        int merged) {

    public static final ConflictStatistics NONE =
            new ConflictStatistics(0, null, Map.of(), Map.of(), Map.of(), 0);

    private static final String MERGED = "conflicts_merged";

    private static final String BY_STRATEGY =
            """
            SELECT CASE WHEN r.undone_at IS NULL THEN r.strategy ELSE 'undone' END, count(*)
            FROM conflict_resolution r
            WHERE r.row = (SELECT max(last.row) FROM conflict_resolution last WHERE last.conflict_id = r.conflict_id)
            GROUP BY 1
            """;

    public ConflictStatistics {
        byType = Map.copyOf(byType);
        byDetection = Map.copyOf(byDetection);
        byStrategy = Map.copyOf(byStrategy);
    }

    /// How many a person decided.
    public int byHand() {
        return byStrategy.values().stream().mapToInt(Integer::intValue).sum();
    }

    public static ConflictStatistics of(ReadHandle handle) {
        return new ConflictStatistics(
                Conflicts.count(handle),
                handle.sql()
                        .first(
                                "SELECT detected_at FROM conflict WHERE status = 'open' ORDER BY detected_at LIMIT 1",
                                row -> Instant.ofEpochMilli(row.getLong(1)))
                        .orElse(null),
                counts(handle, "SELECT entity_type, count(*) FROM conflict GROUP BY 1"),
                counts(handle, "SELECT conflict_type, count(*) FROM conflict GROUP BY 1"),
                counts(handle, BY_STRATEGY),
                merged(handle));
    }

    /// One more edit that the hub brought together with another by itself.
    static void countMerged(WriteHandle handle) {
        SyncState.put(handle, MERGED, String.valueOf(merged(handle) + 1));
    }

    private static int merged(ReadHandle handle) {
        return SyncState.get(handle, MERGED).map(Integer::parseInt).orElse(0);
    }

    private static Map<String, Integer> counts(ReadHandle handle, String query) {
        Map<String, Integer> counts = new TreeMap<>();
        handle.sql().list(query, row -> counts.put(row.getString(1), row.getInt(2)));
        return counts;
    }
}
