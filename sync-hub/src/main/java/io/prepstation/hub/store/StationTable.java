package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Enrolled stations, found by the hash of their token.
public final class StationTable {

    private final Handle handle;

    StationTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(Station station, String tokenHash, Instant enrolledAt) {
        handle.createUpdate(
                        """
                        INSERT INTO stations (id, lab_id, name, token_hash, public_key, enrolled_at)
                        VALUES (:id, :labId, :name, :tokenHash, :publicKey, :enrolledAt)
                        """)
                .bind("id", station.id())
                .bind("labId", station.labId())
                .bind("name", station.name())
                .bind("tokenHash", tokenHash)
                .bind("publicKey", station.publicKey())
                .bind("enrolledAt", enrolledAt.toEpochMilli())
                .execute();
    }

    public Optional<Station> findByToken(String tokenHash) {
        return handle.createQuery("SELECT * FROM stations WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .map((row, context) -> station(row))
                .findOne();
    }

    public Optional<Station> find(String id) {
        return handle.createQuery("SELECT * FROM stations WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> station(row))
                .findOne();
    }

    public List<Station> all() {
        return handle.createQuery("SELECT * FROM stations ORDER BY enrolled_at, id")
                .map((row, context) -> station(row))
                .list();
    }

    /// Takes effect with the station's next request.
    public void revoke(String id, Instant at) {
        handle.createUpdate(
                        "UPDATE stations SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL")
                .bind("at", at.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    private static Station station(ResultSet row) throws SQLException {
        return new Station(
                row.getString("id"),
                row.getString("lab_id"),
                row.getString("name"),
                row.getString("public_key"),
                row.getObject("revoked_at") != null);
    }
}
