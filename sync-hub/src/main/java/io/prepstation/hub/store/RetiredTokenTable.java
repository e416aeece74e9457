package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tokens that were replaced: who still comes with one has a copy.
public final class RetiredTokenTable {

    private final Handle handle;

    RetiredTokenTable(Handle handle) {
        this.handle = handle;
    }

    public Optional<RetiredToken> find(String tokenHash) {
        return handle.createQuery("SELECT * FROM retired_tokens WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .map((row, context) -> token(row))
                .findOne();
    }

    private static RetiredToken token(ResultSet row) throws SQLException {
        long triedAt = row.getLong("tried_at");
        return new RetiredToken(
                row.getString("station_id"),
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(triedAt)));
    }

    public void tried(String tokenHash, Instant at) {
        handle.createUpdate(
                        "UPDATE retired_tokens SET tried_at = :at WHERE token_hash = :tokenHash")
                .bind("at", at.toEpochMilli())
                .bind("tokenHash", tokenHash)
                .execute();
    }

    /// When a retired token of each station was tried last, by station.
    public Map<String, Instant> lastTried() {
        Map<String, Instant> tried = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT station_id, MAX(tried_at) AS last FROM retired_tokens
                        WHERE tried_at IS NOT NULL GROUP BY station_id
                        """)
                .map((row, context) ->
                        Map.entry(
                                row.getString("station_id"),
                                Instant.ofEpochMilli(row.getLong("last"))))
                .forEach(entry -> tried.put(entry.getKey(), entry.getValue()));
        return tried;
    }
}
