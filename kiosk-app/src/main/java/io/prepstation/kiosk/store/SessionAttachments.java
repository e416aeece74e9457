package io.prepstation.kiosk.store;

import io.prepstation.model.sync.Attachment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// What sessions name beside their records, by the hashes of bytes that [AttachmentFiles] has.
public final class SessionAttachments {

    private SessionAttachments() {}

    public static void insert(WriteHandle handle, String sessionId, Attachment attachment) {
        handle.sql()
                .run(
                        "INSERT INTO session_attachments (session_id, sha256, media_type, size, kind,"
                                + " step_id, added_at, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        sessionId,
                        attachment.sha256(),
                        attachment.mediaType(),
                        attachment.size(),
                        attachment.kind(),
                        attachment.stepId(),
                        attachment.at(),
                        attachment.by());
    }

    /// In the order they were attached.
    public static List<Attachment> ofSession(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        "SELECT * FROM session_attachments WHERE session_id = ? ORDER BY rowid",
                        SessionAttachments::attachment,
                        sessionId);
    }

    /// Hands out what any session names, without holding it: the session's id with each, in the order they were attached.
    public static void each(ReadHandle handle, BiConsumer<String, Attachment> named) {
        handle.sql()
                .each(
                        "SELECT * FROM session_attachments ORDER BY rowid",
                        row -> named.accept(row.getString("session_id"), attachment(row)));
    }

    /// The hashes that any session names.
    static Set<String> hashes(ReadHandle handle) {
        return Set.copyOf(
                handle.sql()
                        .list(
                                "SELECT DISTINCT sha256 FROM session_attachments",
                                row -> row.getString(1)));
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getString("sha256"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("kind"),
                row.getString("step_id"),
                row.getLong("added_at"),
                row.getString("added_by"));
    }
}
