package io.prepstation.hub.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// The life of each station's store, and how far it has read.
public final class StationSyncTable {

    private final Handle handle;
    private final Dialect dialect;

    StationSyncTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Nobody else changes it before the transaction ends, once it is there.
    public StationSync find(String stationId) {
        return locked(stationId).orElseGet(() -> StationSync.unknown(stationId));
    }

    /// The same, for who is going to change it: so it is there from now on.
    public StationSync findToChange(String stationId) {
        return locked(stationId)
                .orElseGet(() -> {
                    read(stationId, 0);
                    return find(stationId);
                });
    }

    private Optional<StationSync> locked(String stationId) {
        return handle.createQuery(
                        "SELECT * FROM station_sync WHERE station_id = :id" + dialect.forUpdate())
                .bind("id", stationId)
                .map((row, context) ->
                        new StationSync(
                                row.getString("station_id"),
                                row.getString("epoch"),
                                row.getLong("highest_op_seq"),
                                row.getLong("cursor_seq")))
                .findOne();
    }

    public void put(StationSync sync) {
        handle.createUpdate(
                        """
                        INSERT INTO station_sync (station_id, epoch, highest_op_seq, cursor_seq)
                        VALUES (:id, :epoch, :highestOpSeq, :cursorSeq)
                        ON CONFLICT (station_id) DO UPDATE SET epoch = excluded.epoch,
                            highest_op_seq = excluded.highest_op_seq, cursor_seq = excluded.cursor_seq
                        """)
                .bind("id", sync.stationId())
                .bind("epoch", sync.epoch())
                .bind("highestOpSeq", sync.highestOpSeq())
                .bind("cursorSeq", sync.cursorSeq())
                .execute();
    }

    /// Says how far a station has read; whoever registers its life at the same time is not written over, also where there is no
    /// row yet that one of the two could wait at.
    public void read(String stationId, long cursorSeq) {
        handle.createUpdate(
                        """
                        INSERT INTO station_sync (station_id, highest_op_seq, cursor_seq) VALUES (:id, 0, :cursorSeq)
                        ON CONFLICT (station_id) DO UPDATE SET cursor_seq = excluded.cursor_seq
                            WHERE station_sync.cursor_seq < excluded.cursor_seq
                        """)
                .bind("id", stationId)
                .bind("cursorSeq", cursorSeq)
                .execute();
    }

    /// How far each station has read, for who only looks.
    public Map<String, Long> cursors() {
        Map<String, Long> cursors = new HashMap<>();
        handle.createQuery("SELECT station_id, cursor_seq FROM station_sync")
                .map((row, context) ->
                        Map.entry(row.getString("station_id"), row.getLong("cursor_seq")))
                .forEach(entry -> cursors.put(entry.getKey(), entry.getValue()));
        return cursors;
    }

    /// How far the slowest station has read that is not revoked; empty if there is none.
    public OptionalLong slowestCursor() {
        return handle.createQuery(
                        """
                        SELECT MIN(COALESCE(cursor_seq, 0)) AS slowest FROM stations
                        LEFT JOIN station_sync ON station_sync.station_id = stations.id
                        WHERE revoked_at IS NULL
                        """)
                .map((row, context) ->
                        row.getObject("slowest") == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(row.getLong("slowest")))
                .one();
    }
}
