package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.time.InstantSource;
import java.time.LocalDate;
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
            Counted counted = new Counted(lines);
            for (EntityType type : EntityType.values()) {
                if (types.contains(type)) {
                    counted.begin(type);
                    send(tables, labId, type, counted);
                }
            }
            lines.accept(end(tables, counted));
            return null;
        });
    }

    private void send(Tables tables, String labId, EntityType type, Counted counted) {
        Lab lab = tables.labs().find(labId).orElseThrow().value();
        LocalDate today = clock.instant().atZone(lab.timeZone()).toLocalDate();
        switch (type) {
            case LABS ->
                    tables.labs()
                            .find(labId)
                            .ifPresent(row -> counted.send(lab.id(), row, WireForms.of(lab)));
            case USERS ->
                    tables.users()
                            .ofLab(labId)
                            .forEach(row ->
                                    counted.send(
                                            row.value().user().id(),
                                            row,
                                            WireForms.of(row.value())));
            case INGREDIENTS ->
                    tables.ingredients()
                            .eachOfLab(
                                    labId,
                                    row ->
                                            counted.send(
                                                    row.value().id(),
                                                    row,
                                                    WireForms.of(row.value())));
            case FORMULAS ->
                    tables.formulas()
                            .eachOfLab(
                                    labId,
                                    today,
                                    row ->
                                            counted.send(
                                                    row.value().formula().id(),
                                                    row,
                                                    WireForms.of(row.value())));
            case FORMULA_VERSIONS ->
                    tables.formulas()
                            .eachApprovedOfLab(
                                    labId,
                                    row ->
                                            counted.send(
                                                    row.value().id(),
                                                    row,
                                                    WireFormulaVersion.of(row.value())));
            case LOTS, STOCK_MOVES, CONTAINERS, NOTES, ATTACHMENTS ->
                    tables.entities().eachOfLab(type, labId, counted::send);
            case SESSIONS, BALANCE_CHECKS -> {
                // They stay at the hub: a station has its own, and no use for those of others.
            }
        }
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
    private static final class Counted {

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

        void send(String id, Versioned<?> row, Object wireRecord) {
            send(id, row.version(), Json.write(wireRecord), false);
        }

        void send(StoredEntity row) {
            send(row.id(), row.version(), data(row), row.deleted());
        }

        private void send(String id, int version, ObjectNode data, boolean deleted) {
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

        private static ObjectNode data(StoredEntity row) {
            try {
                return Json.parseObject(row.data());
            } catch (MalformedJson e) {
                throw new IllegalStateException(
                        row.type().word() + " " + row.id() + " was altered; run: hub verify", e);
            }
        }
    }
}
