package io.prepstation.hub.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// When each station was heard of last.
public final class StationSightTable {

    private final Handle handle;

    StationSightTable(Handle handle) {
        this.handle = handle;
    }

    public void seen(String stationId, Instant at) {
        handle.createUpdate(
                        """
                        INSERT INTO station_sight (station_id, seen_at) VALUES (:id, :at)
                        ON CONFLICT (station_id) DO UPDATE SET seen_at = excluded.seen_at
                        """)
                .bind("id", stationId)
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /// By station.
    public Map<String, Instant> all() {
        Map<String, Instant> all = new HashMap<>();
        handle.createQuery("SELECT * FROM station_sight")
                .map((row, context) ->
                        Map.entry(
                                row.getString("station_id"),
                                Instant.ofEpochMilli(row.getLong("seen_at"))))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }
}
