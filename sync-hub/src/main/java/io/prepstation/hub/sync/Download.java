package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
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
            long entities = 0;
            for (EntityType type : EntityType.values()) {
                if (types.contains(type)) {
                    entities += send(tables, labId, type, lines);
                }
            }
            lines.accept(end(tables, entities));
            return null;
        });
    }

    private long send(Tables tables, String labId, EntityType type, Consumer<ObjectNode> lines) {
        Counted counted = new Counted(type, lines);
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
            case LOTS, STOCK_MOVES, CONTAINERS, SESSIONS, BALANCE_CHECKS, NOTES, ATTACHMENTS -> {
                // Sessions stay at the hub: a station has its own, and no use for those of others.
            }
        }
        return counted.count;
    }

    private static ObjectNode end(Tables tables, long entities) {
        HubIdentity hub = tables.identity().find().orElseThrow();
        Cursor cursor = new Cursor(hub.feedEpoch(), tables.feed().headSeq());
        return Json.object()
                .put("end", true)
                .put("nextCursor", cursor.toString())
                .put("entities", entities)
                .put("deletions", 0);
    }

    /// Writes lines of one type and counts them.
    private static final class Counted {

        private final EntityType type;
        private final Consumer<ObjectNode> lines;
        private long count;

        Counted(EntityType type, Consumer<ObjectNode> lines) {
            this.type = type;
            this.lines = lines;
        }

        void send(String id, Versioned<?> row, Object wireRecord) {
            ObjectNode line =
                    Json.object()
                            .put("entityType", type.word())
                            .put("id", id)
                            .put("version", row.version());
            line.set("data", Json.write(wireRecord));
            lines.accept(line);
            count++;
        }
    }
}
