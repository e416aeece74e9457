package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Browsers that are signed in, found by the hash of their cookie.
public final class WebSessionTable {

    private final Handle handle;

    WebSessionTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(String tokenHash, WebSessionRow session) {
        handle.createUpdate(
                        """
                        INSERT INTO web_sessions (token_hash, user_id, csrf, opened_at, seen_at)
                        VALUES (:tokenHash, :userId, :csrf, :openedAt, :seenAt)
                        """)
                .bind("tokenHash", tokenHash)
                .bind("userId", session.userId())
                .bind("csrf", session.csrf())
                .bind("openedAt", session.openedAt().toEpochMilli())
                .bind("seenAt", session.seenAt().toEpochMilli())
                .execute();
    }

    public Optional<WebSessionRow> find(String tokenHash) {
        return handle.createQuery("SELECT * FROM web_sessions WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .map((row, context) ->
                        new WebSessionRow(
                                row.getString("user_id"),
                                row.getString("csrf"),
                                Instant.ofEpochMilli(row.getLong("opened_at")),
                                Instant.ofEpochMilli(row.getLong("seen_at"))))
                .findOne();
    }

    public void seen(String tokenHash, Instant at) {
        handle.createUpdate("UPDATE web_sessions SET seen_at = :at WHERE token_hash = :tokenHash")
                .bind("at", at.toEpochMilli())
                .bind("tokenHash", tokenHash)
                .execute();
    }

    public void delete(String tokenHash) {
        handle.createUpdate("DELETE FROM web_sessions WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .execute();
    }

    /// All browsers of a person: after another password, or when he leaves.
    public void deleteOf(String userId) {
        handle.createUpdate("DELETE FROM web_sessions WHERE user_id = :userId")
                .bind("userId", userId)
                .execute();
    }

    public void deleteOpenedBefore(Instant moment) {
        handle.createUpdate("DELETE FROM web_sessions WHERE opened_at < :moment")
                .bind("moment", moment.toEpochMilli())
                .execute();
    }
}
