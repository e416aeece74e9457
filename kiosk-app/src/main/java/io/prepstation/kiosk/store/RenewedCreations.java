package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.CanonicalJson;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creations that went up as changes, because this store is an old copy and the hub had the thing already ([PushResults]). A hub that
/// was put back to before it has the thing no more: then they are creations again, or nobody would ever bring it.
final class RenewedCreations {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    /// What only a creation may say stands in [SyncState] under this and the number of the operation.
    private static final String KEY = "renewed_creation_";

    private static final String LOST =
            """
            SELECT o.op_seq, o.payload, s.value FROM sync_state s JOIN outbox o ON o.op_seq = CAST(substr(s.key, ?1) AS INTEGER)
            WHERE s.key GLOB ?2 AND o.kind = 'update' AND o.entity_type = ?3 AND o.status IN ('pending', 'sent', 'held')
                AND NOT EXISTS (SELECT 1 FROM shadow h WHERE h.entity_type = o.entity_type AND h.entity_id = o.entity_id)
            """;

    private static final String FORGET =
            "DELETE FROM sync_state WHERE key GLOB ?2 AND NOT EXISTS (SELECT 1 FROM outbox o"
                    + " WHERE o.op_seq = CAST(substr(key, ?1) AS INTEGER) AND o.kind = 'update')";

    private RenewedCreations() {}

    private record Lost(long opSeq, ObjectNode said) {}

    /// @param whole what the creation said
    /// @param change what the change says of it
    static void keep(WriteHandle handle, long opSeq, ObjectNode whole, ObjectNode change) {
        ObjectNode only = whole.deepCopy();
        only.remove(change.propertyStream().map(field -> field.getKey()).toList());
        SyncState.put(handle, KEY + opSeq, CanonicalJson.of(only));
    }

    /// After a load: what it does not name, the hub does not have. They go up in the words of the change, which may have taken in
    /// something since.
    static void restore(WriteHandle handle, EntityTypes types) {
        types.all().stream()
                .filter(EntityDescriptor::isFollowed)
                .forEach(type -> lost(handle, type).forEach(one -> restore(handle, type, one)));
        handle.sql().run(FORGET, KEY.length() + 1, KEY + "*");
    }

    private static List<Lost> lost(ReadHandle handle, EntityDescriptor type) {
        return handle.sql()
                .list(
                        LOST,
                        row -> {
                            ObjectNode said = Shadows.parsed(row.getString("value"));
                            said.setAll(Shadows.parsed(row.getString("payload")));
                            return new Lost(row.getLong("op_seq"), EntityFields.present(said));
                        },
                        KEY.length() + 1,
                        KEY + "*",
                        type.word());
    }

    private static void restore(WriteHandle handle, EntityDescriptor type, Lost one) {
        handle.sql()
                .run(
                        "UPDATE outbox SET kind = 'create', payload = ?, before = NULL, frozen = NULL WHERE op_seq = ?",
                        CanonicalJson.of(one.said()),
                        one.opSeq());
        LOG.warn("a change of {} makes it again, because the hub was restored", type.word());
    }
}
