package io.prepstation.hub.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The attachments of each lab, with their bytes in the pieces they came in.
public final class AttachmentTable {

    private final Handle handle;
    private final Dialect dialect;

    AttachmentTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    public Optional<StoredAttachment> find(String labId, String sha256) {
        return find(labId, sha256, "");
    }

    /// The same, and nobody else changes it until this transaction ends.
    public Optional<StoredAttachment> lock(String labId, String sha256) {
        return find(labId, sha256, dialect.forUpdate());
    }

    private Optional<StoredAttachment> find(String labId, String sha256, String locking) {
        return handle.createQuery(
                        "SELECT * FROM attachments WHERE lab_id = :labId AND sha256 = :sha256"
                                + locking)
                .bind("labId", labId)
                .bind("sha256", sha256)
                .map((row, context) -> attachment(row))
                .findOne();
    }

    /// Without a byte yet. If another transaction did the same meanwhile, this one is done again.
    public void begin(Station station, String sha256, String mediaType, long size, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO attachments (lab_id, sha256, media_type, size, received, station_id, begun_at)
                        VALUES (:labId, :sha256, :mediaType, :size, 0, :stationId, :now)
                        """)
                .bind("labId", station.labId())
                .bind("sha256", sha256)
                .bind("mediaType", mediaType)
                .bind("size", size)
                .bind("stationId", station.id())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /// Puts a piece behind what is here.
    public void append(StoredAttachment attachment, byte[] piece) {
        handle.createUpdate(
                        """
                        INSERT INTO attachment_pieces (lab_id, sha256, start, bytes)
                        VALUES (:labId, :sha256, :start, :bytes)
                        """)
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .bind("start", attachment.received())
                .bind("bytes", piece)
                .execute();
        set(attachment, "received = received + " + piece.length);
    }

    /// Only now one that was lost is so no more: bytes that break off again would leave the session that came without it
    /// with nothing that says why.
    public void complete(StoredAttachment attachment, Instant now) {
        set(attachment, "lost_at = NULL, completed_at = " + now.toEpochMilli());
    }

    public void lose(StoredAttachment attachment, Instant now) {
        set(attachment, "lost_at = " + now.toEpochMilli());
    }

    /// @param change of numbers only
    private void set(StoredAttachment attachment, String change) {
        handle.createUpdate(
                        "UPDATE attachments SET "
                                + change
                                + " WHERE lab_id = :labId AND sha256 = :sha256")
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .execute();
    }

    /// What is not complete, with its pieces.
    public void forget(StoredAttachment attachment) {
        handle.createUpdate("DELETE FROM attachments WHERE lab_id = :labId AND sha256 = :sha256")
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .execute();
    }

    /// The row stays, without a byte, as it is announced now.
    public void restart(StoredAttachment attachment, String mediaType, long size) {
        handle.createUpdate(
                        """
                        DELETE FROM attachment_pieces WHERE lab_id = :labId AND sha256 = :sha256
                        """)
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .execute();
        handle.createUpdate(
                        """
                        UPDATE attachments SET received = 0, media_type = :mediaType, size = :size
                        WHERE lab_id = :labId AND sha256 = :sha256
                        """)
                .bind("mediaType", mediaType)
                .bind("size", size)
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .execute();
    }

    /// Those that were begun before and never completed, except where a session came without its attachment.
    ///
    /// @return how many
    public int forgetBegunBefore(Instant time) {
        return handle.createUpdate(
                        """
                        DELETE FROM attachments
                        WHERE completed_at IS NULL AND lost_at IS NULL AND begun_at < :time
                        """)
                .bind("time", time.toEpochMilli())
                .execute();
    }

    /// The bytes of a part of it.
    ///
    /// @param from of the first one
    /// @param until behind the last one
    public byte[] bytes(StoredAttachment attachment, long from, long until) {
        byte[] part = new byte[Math.toIntExact(until - from)];
        handle.createQuery(
                        """
                        SELECT start, bytes FROM attachment_pieces
                        WHERE lab_id = :labId AND sha256 = :sha256
                            AND start < :until AND start + LENGTH(bytes) > :from
                        """)
                .bind("labId", attachment.labId())
                .bind("sha256", attachment.sha256())
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> piece(row))
                .forEach(piece -> piece.into(part, from));
        return part;
    }

    private static Piece piece(ResultSet row) throws SQLException {
        return new Piece(row.getLong("start"), ByteBuffer.wrap(row.getBytes("bytes")));
    }

    private record Piece(long start, ByteBuffer bytes) {

        void into(byte[] part, long from) {
            int skipped = Math.toIntExact(Math.max(0, from - start));
            int place = Math.toIntExact(Math.max(0, start - from));
            int length = Math.min(bytes.limit() - skipped, part.length - place);
            bytes.get(skipped, part, place, length);
        }
    }

    /// All that are complete.
    public List<StoredAttachment> complete() {
        return handle.createQuery(
                        """
                        SELECT * FROM attachments WHERE completed_at IS NOT NULL
                        ORDER BY lab_id, sha256
                        """)
                .map((row, context) -> attachment(row))
                .list();
    }

    private static StoredAttachment attachment(ResultSet row) throws SQLException {
        return new StoredAttachment(
                row.getString("lab_id"),
                row.getString("sha256"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getLong("received"),
                row.getString("completed_at") != null,
                row.getString("lost_at") != null);
    }
}
