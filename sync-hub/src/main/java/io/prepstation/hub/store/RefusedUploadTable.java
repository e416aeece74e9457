package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// The quarantine: uploads that were refused, each content once.
public final class RefusedUploadTable {

    private final Handle handle;

    RefusedUploadTable(Handle handle) {
        this.handle = handle;
    }

    /// @return false if the same content is kept already
    public boolean keep(RefusedUpload upload) {
        return handle.createUpdate(
                                """
                                INSERT INTO refused_uploads
                                    (session_id, content_hash, lab_id, station_id, code, field, reason, bundle, refused_at)
                                VALUES (:sessionId, :contentHash, :labId, :stationId, :code, :field, :reason, :bundle,
                                    :refusedAt)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("sessionId", upload.sessionId())
                        .bind("contentHash", upload.contentHash())
                        .bind("labId", upload.labId())
                        .bind("stationId", upload.stationId())
                        .bind("code", upload.code())
                        .bind("field", upload.field())
                        .bind("reason", upload.reason())
                        .bind("bundle", upload.bundle())
                        .bind("refusedAt", upload.refusedAt().toEpochMilli())
                        .execute()
                == 1;
    }

    public List<RefusedUpload> of(String sessionId) {
        return handle.createQuery(
                        """
                        SELECT * FROM refused_uploads WHERE session_id = :sessionId
                        ORDER BY refused_at, content_hash
                        """)
                .bind("sessionId", sessionId)
                .map((row, context) -> upload(row))
                .list();
    }

    public void each(Consumer<RefusedUpload> consumer) {
        handle.createQuery("SELECT * FROM refused_uploads ORDER BY refused_at, session_id")
                .map((row, context) -> upload(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static RefusedUpload upload(ResultSet row) throws SQLException {
        return new RefusedUpload(
                row.getString("session_id"),
                row.getString("content_hash"),
                row.getString("lab_id"),
                row.getString("station_id"),
                row.getString("code"),
                row.getString("field"),
                row.getString("reason"),
                row.getString("bundle"),
                Instant.ofEpochMilli(row.getLong("refused_at")));
    }
}
