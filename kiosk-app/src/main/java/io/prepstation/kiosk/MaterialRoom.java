package io.prepstation.kiosk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Change;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Create;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Delete;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Readout;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.model.entity.ValueRights;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.material.MaterialRules;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the screens show of the lab's materials, and what a person's edit makes of them: row, operation for the hub and
/// audit event in one transaction, with or without a hub.
public final class MaterialRoom {

    private static final String LEFT = "remainingG";

    private final LabDatabase database;
    private final EntityStore store;
    private final InstantSource clock;
    private final int daysAfterOpening;

    /// @param daysAfterOpening how long an opened lot may be used; 0 for as long as it has not expired
    public MaterialRoom(
            LabDatabase database, EntityStore store, InstantSource clock, int daysAfterOpening) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.daysAfterOpening = daysAfterOpening;
    }

    /// All that there is.
    ///
    /// @throws StoreException if the lab's file cannot be read
    public Shelf look() throws StoreException {
        return database.read(handle ->
                new Shelf(
                        new MaterialRules(today(handle), daysAfterOpening),
                        Stream.of(Kind.values())
                                .flatMap(kind ->
                                        store.getAll(handle, kind.word()).stream()
                                                .map(row -> item(kind, row)))
                                .toList()));
    }

    private static Item item(Kind kind, StoredEntity row) {
        Map<String, String> fields = new HashMap<>();
        row.fields()
                .forEachEntry((name, value) -> {
                    if (value.isValueNode() && !value.isNull()) {
                        fields.put(name, value.asText());
                    }
                });
        return new Item(kind, row.id(), fields, row.metadata().mark());
    }

    private LocalDate today(ReadHandle handle) {
        return clock.instant().atZone(MasterData.zone(handle)).toLocalDate();
    }

    /// Does what was asked for, or nothing; whoever asked always gets an answer.
    public MaterialAnswer make(User by, MaterialEdit edit) {
        try {
            return database.write(handle -> made(handle, by, edit));
        } catch (StoreException e) {
            return new MaterialAnswer.NotSaved(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log().error("an edit of {} failed", edit.kind().word(), e);
            return new MaterialAnswer.NotSaved(String.valueOf(e.getMessage()));
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(MaterialRoom.class);
    }

    private MaterialAnswer made(WriteHandle handle, User by, MaterialEdit asked)
            throws StoreException {
        Optional<StoredEntity> before = before(handle, asked);
        return switch (written(handle, by, asked, before)) {
            case Edit.Refused(var code, var message) -> new MaterialAnswer.Refused(code, message);
            case Edit.Written(var after) -> {
                tell(handle, by, asked, before, after);
                yield new MaterialAnswer.Saved(asked, after.id());
            }
        };
    }

    private Optional<StoredEntity> before(ReadHandle handle, MaterialEdit asked) {
        return switch (asked) {
            case Create _ -> Optional.empty();
            case Change(var kind, var id, var _, var _, var _) ->
                    store.get(handle, kind.word(), id);
            case Delete(var kind, var id) -> store.get(handle, kind.word(), id);
        };
    }

    private Edit written(
            WriteHandle handle, User by, MaterialEdit asked, Optional<StoredEntity> before)
            throws StoreException {
        return switch (asked) {
            case Create(var kind, var fields, var _) ->
                    store.create(handle, by, kind.word(), node(fields));
            case Delete(var kind, var id) -> store.delete(handle, by, kind.word(), id);
            case Change change -> changed(handle, by, change, before);
        };
    }

    /// What is left of a lot is the hub's to reckon, so that another figure becomes a stock move.
    private Edit changed(WriteHandle handle, User by, Change asked, Optional<StoredEntity> before)
            throws StoreException {
        Map<String, String> own = new TreeMap<>(asked.changes());
        Optional<StoredEntity> counted = before.filter(row -> !row.text(LEFT).isEmpty());
        String left = counted.isPresent() ? own.remove(LEFT) : null;
        Edit edit = store.update(handle, by, asked.kind().word(), asked.id(), node(own));
        if (left == null || edit instanceof Edit.Refused) {
            return edit;
        }
        if (left.isEmpty()) {
            throw new StoreException(
                    StoreException.Reason.REFUSED, "what is left of a counted lot is a number");
        }
        Edit moved = moved(handle, by, counted.orElseThrow(), Decimal.of(left), asked.reason());
        return moved instanceof Edit.Refused refused ? undone(refused) : edit;
    }

    /// Nothing of an edit is written if a part of it is refused.
    private static Edit undone(Edit.Refused refused) throws StoreException {
        throw new StoreException(StoreException.Reason.REFUSED, refused.message());
    }

    private Edit moved(
            WriteHandle handle, User by, StoredEntity lot, BigDecimal counted, String reason)
            throws StoreException {
        BigDecimal delta = counted.subtract(Decimal.of(lot.text(LEFT)));
        Edit edit =
                store.create(
                        handle,
                        by,
                        EntityType.STOCK_MOVES.word(),
                        Json.object()
                                .put("lotId", lot.id())
                                .put("deltaG", delta.toPlainString())
                                .put("reason", reason));
        if (edit instanceof Edit.Written) {
            store.estimate(handle, lot.type(), lot.id(), LEFT, counted.toPlainString());
        }
        return edit;
    }

    private static ObjectNode node(Map<String, String> fields) {
        ObjectNode node = Json.object();
        fields.forEach((name, value) -> {
            if (value.isEmpty()) {
                node.putNull(name);
            } else {
                node.put(name, value);
            }
        });
        return node;
    }

    private void tell(
            WriteHandle handle,
            User by,
            MaterialEdit asked,
            Optional<StoredEntity> before,
            StoredEntity after) {
        ObjectNode details =
                Json.object()
                        .put("entityType", after.type())
                        .put("entityId", after.id())
                        .put("name", name(asked.kind(), after));
        switch (asked) {
            case Create(var _, var fields, var readings) -> {
                new TreeMap<>(fields).forEach(details::put);
                tell(details, readings);
            }
            case Change(var _, var _, var changes, var readings, var reason) -> {
                new TreeMap<>(changes)
                        .forEach((field, now) ->
                                details.put(
                                        field,
                                        before.map(row -> row.text(field)).orElse("")
                                                + " → "
                                                + now));
                tell(details, readings);
                if (!reason.isEmpty()) {
                    details.put("reason", reason);
                }
            }
            case Delete _ -> {}
        }
        if (ValueRights.needed(
                        after.type(),
                        before.map(StoredEntity::fields).orElseGet(Json::object),
                        after.fields())
                .isPresent()) {
            details.put("releasedBy", by.name());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditTrail.append(handle, now, word(asked), by.id(), details);
    }

    private static void tell(ObjectNode details, Map<String, Readout> readings) {
        new TreeMap<>(readings)
                .forEach((field, readout) -> {
                    details.put(field + "Balance", readout.balance());
                    details.put(field + "Frame", readout.rawFrame());
                });
    }

    private static String word(MaterialEdit asked) {
        return switch (asked) {
            case Create _ -> "material_created";
            case Change _ -> "material_changed";
            case Delete _ -> "material_deleted";
        };
    }

    private static String name(Kind kind, StoredEntity row) {
        return item(kind, row).name();
    }
}
