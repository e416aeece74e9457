package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the hub's copy of an entity as the working row.
final class FeedRows {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private FeedRows() {}

    /// The same as [#show], but one that does not fit, or refers to what is not here, is logged and left out until it does: it must
    /// not keep out what is taken in with it.
    static void showIfItFits(WriteHandle handle, EntityTable table, Shadows.Shadow shadow) {
        try {
            show(handle, table, shadow);
        } catch (SqlFailure e) {
            if (!e.isConstraint()) {
                throw e;
            }
            leftOut(handle, shadow, e);
        } catch (RuntimeException e) {
            leftOut(handle, shadow, e);
        }
    }

    private static void leftOut(WriteHandle handle, Shadows.Shadow shadow, RuntimeException why) {
        LOG.error(
                "{} {} does not fit and is left out", shadow.entityType(), shadow.entityId(), why);
        SkippedChanges.note(handle, shadow.entityType(), shadow.entityId());
    }

    /// The shadow becomes the row; a deleted one becomes a tombstone.
    static void show(WriteHandle handle, EntityTable table, Shadows.Shadow shadow) {
        ObjectNode data = shadow.data();
        if (data == null) {
            handle.sql()
                    .run(
                            "UPDATE %s SET withdrawn = 1, server_version = ?, sync_status = 'synced' WHERE id = ?"
                                    .formatted(table.type().word()),
                            shadow.version(),
                            shadow.entityId());
            return;
        }
        table.put(handle, row(handle, table, shadow));
    }

    /// The row as the hub tells it.
    ///
    /// @param shadow of what is not deleted
    static StoredEntity row(ReadHandle handle, EntityTable table, Shadows.Shadow shadow) {
        ObjectNode data = Objects.requireNonNull(shadow.data(), "a deleted thing has no row");
        ObjectNode fields = Json.object();
        table.type().fields().stream()
                .map(field -> field.name())
                .filter(data::hasNonNull)
                .forEach(name -> fields.set(name, data.get(name)));
        Instant updated = time(data, "updatedAt", Instant.EPOCH);
        EntityMetadata metadata =
                new EntityMetadata(
                        data.path("labId").asText(labOf(handle)),
                        data.path("createdAt").equals(data.path("updatedAt"))
                                ? updated
                                : time(data, "createdAt", updated),
                        author(handle, table, shadow),
                        updated,
                        shadow.version(),
                        shadow.hash(),
                        SyncMark.SYNCED,
                        false);
        return new StoredEntity(table.type().word(), shadow.entityId(), fields, metadata);
    }

    /// A hub of an earlier version does not say who made an ingredient; then it is who this station knows to have made it.
    private static String author(ReadHandle handle, EntityTable table, Shadows.Shadow shadow) {
        String told = shadow.data() == null ? null : shadow.data().path("createdBy").textValue();
        return told != null
                ? told
                : table.find(handle, shadow.entityId())
                        .map(row -> row.metadata().createdBy())
                        .orElse("");
    }

    private static String labOf(ReadHandle handle) {
        return MasterData.lab(handle).map(lab -> lab.key().labId()).orElse("");
    }

    /// ISO 8601 or epoch milliseconds.
    private static Instant time(ObjectNode data, String field, Instant otherwise) {
        if (data.path(field).isIntegralNumber()) {
            return Instant.ofEpochMilli(data.path(field).asLong());
        }
        @Nullable String text = data.path(field).asText(null);
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
