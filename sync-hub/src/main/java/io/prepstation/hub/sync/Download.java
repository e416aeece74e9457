package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/// The first load of a station: everything of its lab, parents before children, as of one moment (SYN-3).
///
/// Drafts are not sent; a formula that has only drafts comes without a current version, so that a station can say so.
public final class Download {

    private final HubDatabase database;
    private final InstantSource clock;

    public Download(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Gives every entity as an object `{"entityType","id","version","data"}`, then `{"end":true,…}` with the counts. The
    /// consumer may be slow: it is called while the transaction is open, and an exception of it ends the load.
    public void send(String labId, Set<EntityType> types, Consumer<ObjectNode> lines)
            throws StoreException {
        database.read(tables -> {
            LabContents contents = new LabContents(tables, labId, clock.instant());
            Counted counted = new Counted(lines);
            for (EntityType type : EntityType.values()) {
                if (types.contains(type)) {
                    counted.begin(type);
                    contents.each(type, counted);
                }
            }
            lines.accept(end(tables, counted));
            return null;
        });
    }

    private static ObjectNode end(Tables tables, Counted counted) {
        HubIdentity hub = tables.identity().find().orElseThrow();
        Cursor cursor = new Cursor(hub.feedEpoch(), tables.feed().headSeq());
        return Json.object()
                .put("end", true)
                .put("nextCursor", cursor.toString())
                .put("entities", counted.count)
                .put("deletions", counted.deletions);
    }

    /// Writes lines and counts them.
    private static final class Counted implements LabContents.Taking {

        private final Consumer<ObjectNode> lines;
        private EntityType type = EntityType.LABS;
        private long count;
        private long deletions;

        Counted(Consumer<ObjectNode> lines) {
            this.lines = lines;
        }

        /// What follows is of this type.
        void begin(EntityType next) {
            type = next;
        }

        @Override
        public void take(String id, int version, ObjectNode data, boolean deleted) {
            ObjectNode line =
                    Json.object()
                            .put("entityType", type.word())
                            .put("id", id)
                            .put("version", version)
                            .put("hash", type.shape().contentHash(data));
            if (deleted) {
                line.put("operation", OperationKind.DELETE.word());
                deletions++;
            }
            line.set("data", data);
            lines.accept(line);
            count++;
        }
    }
}
