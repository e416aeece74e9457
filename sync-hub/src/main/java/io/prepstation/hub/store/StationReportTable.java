package io.prepstation.hub.store;

import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.StationReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The newest report of each station.
public final class StationReportTable {

    private final Handle handle;

    StationReportTable(Handle handle) {
        this.handle = handle;
    }

    public void put(String stationId, StationReport report, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO station_reports (station_id, reported_at, clock_ahead, report)
                        VALUES (:id, :now, :ahead, :report)
                        ON CONFLICT (station_id) DO UPDATE SET reported_at = excluded.reported_at,
                            clock_ahead = excluded.clock_ahead, report = excluded.report
                        """)
                .bind("id", stationId)
                .bind("now", now.toEpochMilli())
                .bind("ahead", report.clock() - now.toEpochMilli())
                .bind("report", Json.write(report).toString())
                .execute();
    }

    /// By station.
    public Map<String, KeptReport> all() {
        Map<String, KeptReport> all = new HashMap<>();
        handle.createQuery("SELECT * FROM station_reports")
                .map((row, context) -> Map.entry(row.getString("station_id"), report(row)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    private static KeptReport report(ResultSet row) throws SQLException {
        try {
            return new KeptReport(
                    Instant.ofEpochMilli(row.getLong("reported_at")),
                    Duration.ofMillis(row.getLong("clock_ahead")),
                    Json.read(Json.parseObject(row.getString("report")), StationReport.class));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a station's report was altered in the store", e);
        }
    }
}
