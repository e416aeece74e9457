package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit.Refused;
import io.prepstation.kiosk.store.Edit.Written;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.KeyKind;
import io.prepstation.model.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a lab keeps besides its sessions: ingredients, lots, containers, notes and whatever else is registered (STO-3).
///
/// A change checks who may make it, then whether it fits, then writes the row and the operation for the hub; the
/// caller's transaction commits both or neither (STO-6). An id that was temporary once keeps working.
public final class EntityStore {

    private static final Logger LOG = LoggerFactory.getLogger("Store");

    private final LabKey lab;
    private final EntityTypes types;
    private final Map<String, EntityTable> tables = new HashMap<>();
    private final EntityRules rules;
    private final EntityOutbox outbox;
    private final IdMappings mappings;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives a new UUIDv7 each time
    /// @param random for temporary ids
    public EntityStore(
            LabKey lab,
            EntityTypes types,
            InstantSource clock,
            Supplier<String> ids,
            RandomGenerator random) {
        this.lab = lab;
        this.types = types;
        types.all().forEach(type -> tables.put(type.word(), new EntityTable(type)));
        this.mappings = new IdMappings(types, random);
        this.outbox = new EntityOutbox(types, ids);
        this.rules = new EntityRules(lab, tables);
        this.clock = clock;
        this.ids = ids;
    }

    public EntityTypes types() {
        return types;
    }

    /// The temporary ids given so far, and what became of them.
    public IdMappings mappings() {
        return mappings;
    }

    /// One entity, living or not; empty if there is none, or if its table is missing.
    public Optional<StoredEntity> get(ReadHandle handle, String type, String id) {
        EntityTable table = table(type);
        return readable(handle, table)
                ? table.find(handle, mappings.resolve(handle, id))
                        .filter(found -> found.metadata().labId().equals(lab.labId()))
                : Optional.empty();
    }

    /// All living entities of a type, by their natural key.
    public List<StoredEntity> getAll(ReadHandle handle, String type) {
        EntityTable table = table(type);
        return readable(handle, table) ? table.all(handle) : List.of();
    }

    /// The living ones with this value in a field, such as the lots of an ingredient.
    public List<StoredEntity> getBy(ReadHandle handle, String type, String field, String value) {
        EntityTable table = table(type);
        return readable(handle, table)
                ? table.with(handle, field, mappings.resolve(handle, value))
                : List.of();
    }

    public List<StoredEntity> getByStatus(ReadHandle handle, String type, SyncMark mark) {
        EntityTable table = table(type);
        return readable(handle, table) ? table.marked(handle, mark) : List.of();
    }

    public Optional<EntityMetadata> getMetadata(ReadHandle handle, String type, String id) {
        return get(handle, type, id).map(StoredEntity::metadata);
    }

    /// Changes the entity that `id` names; a new one is made by `create`, which gives the id.
    public Edit save(WriteHandle handle, User author, StoredEntity entity) throws StoreException {
        return update(
                handle,
                author,
                entity.type(),
                entity.id(),
                EntityFields.whole(table(entity.type()).type(), entity.fields()));
    }

    /// Makes a new entity.
    ///
    /// @param fields as on the wire, without id
    public Edit create(WriteHandle handle, User author, String type, ObjectNode fields)
            throws StoreException {
        EntityTable table = writable(handle, type);
        ObjectNode whole = mappings.resolved(handle, table.type(), EntityFields.present(fields));
        Optional<Refused> refusal = rules.creation(handle, table, author, whole);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Instant now = now();
        StoredEntity entity =
                new StoredEntity(type, newId(handle, table.type(), now), whole, fresh(author, now));
        table.put(handle, entity);
        outbox.created(handle, table.type(), entity, author.id(), now);
        return new Written(entity);
    }

    /// Changes some fields of an entity.
    ///
    /// @param changes only what is to change; null empties a field
    public Edit update(WriteHandle handle, User author, String type, String id, ObjectNode changes)
            throws StoreException {
        EntityTable table = writable(handle, type);
        Optional<StoredEntity> known = get(handle, type, id);
        ObjectNode given = mappings.resolved(handle, table.type(), changes);
        ObjectNode real = known.map(row -> EntityFields.changed(row.fields(), given)).orElse(given);
        Optional<Refused> refusal = rules.change(handle, table, author, known, real);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        StoredEntity before = known.orElseThrow();
        return real.isEmpty() ? new Written(before) : changed(handle, table, author, before, real);
    }

    private Edit changed(
            WriteHandle handle,
            EntityTable table,
            User author,
            StoredEntity before,
            ObjectNode changes) {
        Instant now = now();
        boolean inConflict = before.metadata().mark() == SyncMark.CONFLICT;
        StoredEntity after =
                new StoredEntity(
                        before.type(),
                        before.id(),
                        EntityFields.applied(before.fields(), changes),
                        edited(
                                before.metadata(),
                                now,
                                inConflict ? SyncMark.CONFLICT : SyncMark.PENDING,
                                false));
        table.put(handle, after);
        if (!inConflict) {
            outbox.changed(handle, table.type(), before, after, author.id(), now);
        }
        return new Written(after);
    }

    /// What waited for the decision of a conflict goes up as if it had never been sent, with what was changed since.
    void sendAgain(WriteHandle handle, Conflicts.StoredConflict conflict, Instant now) {
        EntityTable table = table(conflict.entityType());
        Optional<StoredEntity> row = table.find(handle, conflict.entityId());
        row.ifPresent(entity -> table.mark(handle, entity.id(), SyncMark.PENDING));
        outbox.sendAgain(handle, table.type(), conflict, row, now);
    }

    /// Leaves a tombstone, which goes to the hub; what the hub never heard of is simply gone. What is in conflict waits for
    /// the decision, of which it is this station's side.
    public Edit delete(WriteHandle handle, User author, String type, String id)
            throws StoreException {
        EntityTable table = writable(handle, type);
        Optional<StoredEntity> known = get(handle, type, id);
        Optional<Refused> refusal = rules.deletion(handle, table, author, known);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        StoredEntity before = known.orElseThrow();
        Instant now = now();
        boolean inConflict = before.metadata().mark() == SyncMark.CONFLICT;
        StoredEntity tombstone =
                new StoredEntity(
                        type,
                        before.id(),
                        before.fields(),
                        edited(
                                before.metadata(),
                                now,
                                inConflict ? SyncMark.CONFLICT : SyncMark.PENDING,
                                true));
        if (inConflict || outbox.deleted(handle, before, author.id(), now)) {
            table.put(handle, tombstone);
        } else {
            table.remove(handle, before.id());
            mappings.forget(handle, before.id());
        }
        return new Written(tombstone);
    }

    /// Removes a row for ever. Refused while others refer to it or an operation waits for it, and for what is only ever
    /// added to; sessions and what belongs to them are no entities of this store at all.
    public Edit hardDelete(WriteHandle handle, User author, String type, String id)
            throws StoreException {
        EntityTable table = writable(handle, type);
        Optional<StoredEntity> known = get(handle, type, id);
        Optional<Refused> refusal = rules.removal(handle, table, author, known);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        StoredEntity before = known.orElseThrow();
        table.remove(handle, before.id());
        Shadows.remove(handle, type, before.id());
        return new Written(before);
    }

    /// Withdraws all that the hub can send again; what it does not have yet stays.
    public void clearType(WriteHandle handle, String type) throws StoreException {
        writable(handle, type);
        handle.sql()
                .run(
                        "UPDATE %s SET withdrawn = 1 WHERE sync_status = 'synced' AND withdrawn = 0"
                                .formatted(type));
        Shadows.clear(handle, type);
    }

    public void updateSyncStatus(WriteHandle handle, String type, String id, SyncMark mark)
            throws StoreException {
        writable(handle, type).mark(handle, mappings.resolve(handle, id), mark);
    }

    /// Sets what the station reckons for a field that the hub derives, such as what is left of a lot. No operation is
    /// made of it: the hub's figure replaces it.
    public void estimate(
            WriteHandle handle, String type, String id, String derivedField, String value)
            throws StoreException {
        EntityTable table = writable(handle, type);
        if (!table.type().writing().derived().contains(derivedField)) {
            throw new IllegalArgumentException(type + "." + derivedField + " is not derived");
        }
        get(handle, type, id)
                .ifPresent(row ->
                        table.put(
                                handle,
                                new StoredEntity(
                                        type,
                                        row.id(),
                                        row.fields().deepCopy().put(derivedField, value),
                                        row.metadata())));
    }

    EntityTable table(String type) {
        EntityTable table = tables.get(type);
        if (table == null) {
            throw new IllegalArgumentException("no entity type is registered as " + type);
        }
        return table;
    }

    private boolean readable(ReadHandle handle, EntityTable table) {
        if (table.exists(handle)) {
            return true;
        }
        LOG.warn(
                "lab {}, schema {}: table {} is missing; it reads as empty",
                lab.labId(),
                handle.schemaVersion(),
                table.type().word());
        return false;
    }

    private EntityTable writable(WriteHandle handle, String type) throws StoreException {
        EntityTable table = table(type);
        if (!table.exists(handle)) {
            throw new StoreException(
                    Reason.NOT_USABLE,
                    "Lab %s, schema %d: there is no table %s, so nothing was saved. Restart the station to upgrade the file."
                            .formatted(lab.labId(), handle.schemaVersion(), type));
        }
        return table;
    }

    private String newId(WriteHandle handle, EntityDescriptor type, Instant now) {
        return type.keys().kind() == KeyKind.HUB_NUMBER
                ? mappings.give(handle, type.word(), now)
                : ids.get();
    }

    private EntityMetadata fresh(User author, Instant now) {
        return new EntityMetadata(
                lab.labId(), now, author.id(), now, null, null, SyncMark.PENDING, false);
    }

    private static EntityMetadata edited(
            EntityMetadata before, Instant now, SyncMark mark, boolean deleted) {
        return new EntityMetadata(
                before.labId(),
                before.createdAt(),
                before.createdBy(),
                now,
                before.version(),
                before.hash(),
                mark,
                deleted);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
