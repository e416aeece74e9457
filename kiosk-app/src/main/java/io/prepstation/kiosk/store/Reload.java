package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Pull;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes a whole load of a lab in, over what is there. What waits for the hub keeps its row and its operations.
public final class Reload {

    private Reload() {}

    /// A load, handed over one by one: it may be more than memory holds at once.
    @FunctionalInterface
    public interface Load {
        void forEach(Consumer<Pull.Change> entity);
    }

    /// @param load parents first, tombstones too; what is not among them any more is withdrawn
    public static void replaceAll(WriteHandle handle, EntityTypes types, Load load) {
        SkippedChanges.forget(handle);
        Shadows.clear(handle);
        for (EntityDescriptor type : types.all()) {
            handle.sql()
                    .run(
                            "UPDATE %s SET withdrawn = 1 WHERE sync_status = 'synced' AND withdrawn = 0"
                                    .formatted(type.word()));
        }
        load.forEach(entity -> replace(handle, types, entity));
        Conflicts.keepUpWithLoad(handle, types);
    }

    private static void replace(WriteHandle handle, EntityTypes types, Pull.Change entity) {
        Optional<EntityTable> table = types.of(entity.entityType()).map(EntityTable::new);
        if (table.isEmpty()) {
            return;
        }
        boolean deleted = entity.operation().equals(OperationKind.DELETE.word());
        Shadows.Shadow shadow =
                new Shadows.Shadow(
                        entity.entityType(),
                        entity.id(),
                        entity.version(),
                        entity.hash(),
                        deleted ? null : entity.data(),
                        entity.feedSeq());
        Shadows.put(handle, shadow);
        if (FeedPages.isFree(handle, table.get(), entity.id())) {
            FeedRows.showIfItFits(handle, table.get(), shadow);
        }
    }
}
