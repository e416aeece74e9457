package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Enrolled stations, found by the hash of their token or of the one that is to replace it.
public final class StationTable {

    private final Handle handle;

    StationTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(Station station, String tokenHash, Instant enrolledAt) {
        handle.createUpdate(
                        """
                        INSERT INTO stations (id, lab_id, name, token_hash, public_key, enrolled_at, token_since)
                        VALUES (:id, :labId, :name, :tokenHash, :publicKey, :enrolledAt, :enrolledAt)
                        """)
                .bind("id", station.id())
                .bind("labId", station.labId())
                .bind("name", station.name())
                .bind("tokenHash", tokenHash)
                .bind("publicKey", station.publicKey())
                .bind("enrolledAt", enrolledAt.toEpochMilli())
                .execute();
    }

    public Optional<StationToken> findByToken(String tokenHash) {
        return handle.createQuery(
                        """
                        SELECT * FROM stations WHERE token_hash = :tokenHash OR next_token_hash = :tokenHash
                        """)
                .bind("tokenHash", tokenHash)
                .map((row, context) ->
                        new StationToken(
                                station(row),
                                Instant.ofEpochMilli(row.getLong("token_since")),
                                row.getBoolean("token_used"),
                                !row.getString("token_hash").equals(tokenHash)))
                .findOne();
    }

    /// A token that will replace the present one once it is used. One that was handed out before and never used is
    /// forgotten.
    public void offerToken(String id, String tokenHash) {
        handle.createUpdate("UPDATE stations SET next_token_hash = :tokenHash WHERE id = :id")
                .bind("tokenHash", tokenHash)
                .bind("id", id)
                .execute();
    }

    /// The token that was offered is the station's from now on, and the one before is nobody's.
    public void takeOfferedToken(String id, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO retired_tokens (token_hash, station_id, retired_at)
                        SELECT token_hash, id, :now FROM stations
                        WHERE id = :id AND next_token_hash IS NOT NULL
                        ON CONFLICT (token_hash) DO NOTHING
                        """)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE stations SET token_hash = next_token_hash, next_token_hash = NULL,
                            token_since = :now, token_used = TRUE
                        WHERE id = :id AND next_token_hash IS NOT NULL
                        """)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    /// The station has come with its first token.
    public void tokenUsed(String id) {
        handle.createUpdate("UPDATE stations SET token_used = TRUE WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /// Another first token, for a station whose first one never reached it.
    public void replaceUnusedToken(String id, String tokenHash, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE stations SET token_hash = :tokenHash, token_since = :now
                        WHERE id = :id AND NOT token_used
                        """)
                .bind("tokenHash", tokenHash)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    /// Whether the station has ever come with its token.
    public boolean hasUsedToken(String id) {
        return handle.createQuery("SELECT token_used FROM stations WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
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

    /// One station takes the place of another one.
    public void follow(String id, String former) {
        handle.createUpdate("UPDATE stations SET follows = :former WHERE id = :id")
                .bind("former", former)
                .bind("id", id)
                .execute();
    }

    /// It takes nobody's place any more.
    public void unfollow(String id) {
        handle.createUpdate("UPDATE stations SET follows = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /// Who took the place of a station.
    public Optional<String> followerOf(String former) {
        return handle.createQuery("SELECT id FROM stations WHERE follows = :former")
                .bind("former", former)
                .mapTo(String.class)
                .findOne();
    }

    /// All enrolments of a machine in its lab: those with the same key, itself among them.
    public List<Station> ofSameKey(Station station) {
        return handle.createQuery(
                        """
                        SELECT one.* FROM stations one JOIN stations other ON other.id = :id
                        WHERE one.id = other.id OR (one.lab_id = other.lab_id AND one.public_key = other.public_key)
                        ORDER BY one.enrolled_at, one.id
                        """)
                .bind("id", station.id())
                .map((row, context) -> station(row))
                .list();
    }

    /// Whose place a station took.
    public Optional<String> followedBy(String id) {
        return handle.createQuery(
                        "SELECT follows FROM stations WHERE id = :id AND follows IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
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
