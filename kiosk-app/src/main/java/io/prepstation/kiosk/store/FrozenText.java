package io.prepstation.kiosk.store;

import io.prepstation.model.sync.UploadBundle;
import java.util.Optional;

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
        return handle.sql()
                .first(
                        "SELECT * FROM session_text WHERE session_id = ? ORDER BY revision DESC LIMIT 1",
                        row ->
                                new FrozenText(
                                        row.getString("session_id"),
                                        row.getInt("revision"),
                                        row.getString("text"),
                                        row.getString("content_hash"),
                                        row.getString("record_hash")),
                        sessionId);
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
