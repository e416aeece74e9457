package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.feed.WireChanges;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Pull;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// The first load of a station: everything of its lab, parents before children, as of one moment (SYN-3).
///
/// Drafts are not sent; a formula that has only drafts comes without a current version, so that a station can say so.
public final class Download {

    /// A station has its own, and no use for those of others.
    private static final Set<EntityType> AT_THE_HUB =
            Set.of(EntityType.SESSIONS, EntityType.BALANCE_CHECKS);

    private final HubDatabase database;
    private final InstantSource clock;

    public Download(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Gives every entity as an object `{"entityType","id","version","data"}`, then `{"end":true,…}` with the counts. The
    /// consumer may be slow: it is called while the transaction is open, and an exception of it ends the load.
    ///
    /// @param since only what was committed after that moment (epoch milliseconds), each thing as it is now; empty for everything
    /// @return why the feed does not tell any more what changed since then, and no line was given; empty if all was given
    public Optional<PullResult.Gone> send(
            String labId, Set<EntityType> types, OptionalLong since, Consumer<ObjectNode> lines)
            throws StoreException {
        return database.read(tables -> {
            // By the same state as the lines: a purge may be committed meanwhile.
            Optional<PullResult.Gone> gone =
                    since.isPresent() ? Pulls.gone(tables, since.getAsLong()) : Optional.empty();
            if (gone.isPresent()) {
                return gone;
            }
            Contents contents =
                    since.isPresent()
                            ? changed(tables, labId, since.getAsLong())
                            : new LabContents(tables, labId, clock.instant())::each;
            Counted counted = new Counted(lines);
            for (EntityType type : EntityType.values()) {
                if (types.contains(type) && !AT_THE_HUB.contains(type)) {
                    counted.begin(type);
                    contents.each(type, counted);
                }
            }
            lines.accept(end(tables, counted));
            return gone;
        });
    }

    /// What there is of a type.
    @FunctionalInterface
    private interface Contents {
        void each(EntityType type, LabContents.Taking taking);
    }

    private static Contents changed(Tables tables, String labId, long since) {
        return (type, taking) ->
                tables.feed()
                        .eachLatestSince(
                                labId,
                                type.word(),
                                since,
                                row -> take(WireChanges.of(row), taking));
    }

    private static void take(Pull.Change change, LabContents.Taking taking) {
        boolean deleted = change.operation().equals(OperationKind.DELETE.word());
        taking.take(change.id(), change.version(), change.data(), deleted);
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
