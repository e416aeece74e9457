package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Shadows.Shadow;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// The things of one type that can be edited here: each with the hub's last known copy beside its row.
final class CopiedEntries {

    private final ReadHandle handle;
    private final EntityType type;
    private final EntityTable table;

    CopiedEntries(ReadHandle handle, EntityType type) {
        this.handle = handle;
        this.type = type;
        this.table = new EntityTable(EntityTypes.STANDARD.of(type.word()).orElseThrow());
    }

    void each(Consumer<HashSums.Entry> entries) {
        table.each(handle, row -> entry(row).ifPresent(entries));
        Shadows.each(
                handle,
                """
                SELECT * FROM shadow WHERE entity_type = ? AND data IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM %s WHERE id = shadow.entity_id)
                """
                        .formatted(type.word()),
                type.word(),
                copy ->
                        entries.accept(
                                entry(copy.entityId(), copy.version(), HeldEntries.NOT_SHOWN)));
    }

    private Optional<HashSums.Entry> entry(StoredEntity row) {
        Optional<Shadow> copy =
                Shadows.find(handle, type.word(), row.id()).filter(one -> one.data() != null);
        if (row.metadata().mark() != SyncMark.SYNCED) {
            return copy.map(one -> entry(row.id(), one.version(), hash(one)));
        }
        if (row.metadata().deleted()) {
            return copy.map(one -> entry(row.id(), one.version(), HeldEntries.NOT_SHOWN));
        }
        return Optional.of(
                copy.map(one -> entry(row.id(), one.version(), joined(shown(row, one), hash(one))))
                        .orElseGet(() -> entry(row.id(), 0, hash(row.fields()))));
    }

    /// What the station reckons for itself between two figures of the hub's may differ: there the copy counts.
    private String shown(StoredEntity row, Shadow copy) {
        ObjectNode fields = row.fields().deepCopy();
        ObjectNode hubs = Objects.requireNonNull(copy.data());
        for (String name : MaterialRepository.estimated(type)) {
            fields.remove(name);
            if (hubs.has(name)) {
                fields.set(name, hubs.get(name));
            }
        }
        return hash(fields);
    }

    private String hash(Shadow copy) {
        return hash(Objects.requireNonNull(copy.data()));
    }

    private String hash(ObjectNode data) {
        return ComparedContent.hash(type, data).orElseThrow();
    }

    private static String joined(String shown, String copied) {
        return shown.equals(copied) ? shown : shown + " instead of " + copied;
    }

    private HashSums.Entry entry(String id, long version, String hash) {
        return new HashSums.Entry(type.word(), id, version, hash);
    }
}
