package io.prepstation.kiosk.store;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A finished session as the text that is hashed, signed and uploaded; it never changes once it is stored.
///
/// @param text the canonical body of the upload
public record FrozenText(
        String sessionId, int revision, String text, String contentHash, String recordHash) {

    public static FrozenText of(
            String sessionId, int revision, UploadBundle bundle, String recordHash) {
        return new FrozenText(sessionId, revision, bundle.text(), bundle.contentHash(), recordHash);
    }

    /// The newest revision of a session's text; empty while it runs.
    public static Optional<FrozenText> find(ReadHandle handle, String sessionId) {
        return all(handle, sessionId).stream().findFirst();
    }

    /// Every revision of a session's text, the newest first.
    public static List<FrozenText> all(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        "SELECT * FROM session_text WHERE session_id = ? ORDER BY revision DESC",
                        FrozenText::text,
                        sessionId);
    }

    /// Whether a session has a text with that content, in any revision; reads none of them.
    public static boolean exists(ReadHandle handle, String sessionId, String contentHash) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM session_text WHERE session_id = ? AND content_hash = ?",
                        _ -> true,
                        sessionId,
                        contentHash)
                .orElse(false);
    }

    /// Walks over the newest text of every ended session, the oldest session first, without holding them.
    public static void each(ReadHandle handle, Consumer<FrozenText> consumer) {
        var _ =
                handle.sql()
                        .firstPresent(
                                """
                                SELECT t.* FROM sessions s JOIN session_text t
                                ON t.session_id = s.id AND t.revision = s.revision
                                ORDER BY s.started_at, s.id
                                """,
                                row -> {
                                    consumer.accept(text(row));
                                    return Optional.empty();
                                });
    }

    private static FrozenText text(ResultSet row) throws SQLException {
        return new FrozenText(
                row.getString("session_id"),
                row.getInt("revision"),
                row.getString("text"),
                row.getString("content_hash"),
                row.getString("record_hash"));
    }

    /// The events that it holds; none if it cannot be read, which is the verification's to say.
    List<AuditEvent> audit() {
        try {
            return UploadBundle.parse(text.getBytes(StandardCharsets.UTF_8)).audit();
        } catch (MalformedJson e) {
            return List.of();
        }
    }

    public void insert(WriteHandle handle) {
        handle.sql()
                .run(
                        "INSERT INTO session_text (session_id, revision, text, content_hash, record_hash)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        sessionId,
                        revision,
                        text,
                        contentHash,
                        recordHash);
    }
}
