package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import java.security.KeyPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The signed ends of the audit trail, one for each ended session (REC-1).
public final class AuditHeads {

    /// The kind of the event that names a station's key before its first signature.
    public static final String KEY_EVENT = "station_key";

    private static final String SELECT = "SELECT * FROM audit_head ";

    private AuditHeads() {}

    /// Names the station's key in the trail, unless it signed before: so a later key cannot pass for an earlier one.
    public static void announce(WriteHandle handle, KeyPair key, String stationId, Instant now) {
        String publicKey = SigningKey.rawPublicKey(key);
        String keyId = SigningKey.idOf(publicKey);
        boolean known =
                handle.sql()
                        .first(
                                "SELECT 1 FROM audit_head WHERE key_id = ? LIMIT 1",
                                _ -> true,
                                keyId)
                        .orElse(false);
        if (!known) {
            ObjectNode details = Json.object().put("keyId", keyId).put("publicKey", publicKey);
            AuditTrail.append(handle, now, KEY_EVENT, stationId, details);
        }
    }

    /// Signs the end of the trail as it is in this transaction.
    public static AuditHead sign(
            WriteHandle handle, KeyPair key, String labId, String stationId, Instant now) {
        AuditHead head =
                AuditHead.signed(
                        key, labId, stationId, AuditTrail.head(handle), now.toEpochMilli());
        handle.sql()
                .run(
                        "INSERT INTO audit_head (sequence, lab_id, station_id, hash, at, key_id, signature)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        head.sequence(),
                        head.labId(),
                        head.stationId(),
                        head.hash(),
                        head.at(),
                        head.keyId(),
                        head.signature());
        return head;
    }

    /// The head that was signed over that event.
    public static Optional<AuditHead> find(ReadHandle handle, long sequence) {
        return handle.sql().first(SELECT + "WHERE sequence = ?", AuditHeads::head, sequence);
    }

    /// The heads signed after that event, in order.
    public static List<AuditHead> after(ReadHandle handle, long sequence, int most) {
        return handle.sql()
                .list(
                        SELECT + "WHERE sequence > ? ORDER BY sequence LIMIT ?",
                        AuditHeads::head,
                        sequence,
                        most);
    }

    /// Walks over all heads in order, without holding them, until the check finds something.
    public static <T> Optional<T> firstPresent(
            ReadHandle handle, Function<AuditHead, Optional<T>> check) {
        return handle.sql()
                .firstPresent(SELECT + "ORDER BY sequence", row -> check.apply(head(row)));
    }

    private static AuditHead head(ResultSet row) throws SQLException {
        return new AuditHead(
                row.getString("lab_id"),
                row.getString("station_id"),
                row.getLong("sequence"),
                row.getString("hash"),
                row.getLong("at"),
                row.getString("key_id"),
                row.getString("signature"));
    }
}
