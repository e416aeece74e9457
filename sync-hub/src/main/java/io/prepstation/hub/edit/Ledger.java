package io.prepstation.hub.edit;

import io.prepstation.hub.store.EntityTable.Rewritten;
import io.prepstation.hub.store.ReferenceTable.Reference;
import io.prepstation.hub.store.ReferenceTable.Target;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entities of one lab as one transaction sees them: what it has read of them, and on top of that what it has changed and
/// not written yet. So the tables are read and written once for all operations of a request.
///
/// Nothing but numbers is taken from the database before [#write], and what one operation changed can be taken back.
final class Ledger {

    private final Tables tables;
    private final String labId;

    /// What the database has; nobody else changes it before the transaction ends.
    private final Map<Target, Optional<StoredEntity>> rows = new HashMap<>();

    /// Who has a natural key in the database.
    private final Map<Name, Optional<String>> holders = new HashMap<>();

    /// What was read or changed, as it is now.
    private final Map<Target, Entity> entities = new HashMap<>();

    private final Map<Target, Changed> changed = new LinkedHashMap<>();

    /// Who has a natural key now, where that was changed.
    private final Map<Name, Optional<String>> renamed = new HashMap<>();

    private final List<Runnable> later = new ArrayList<>();
    private final Deque<Long> numbers = new ArrayDeque<>();
    private final Deque<Runnable> backwards = new ArrayDeque<>();
    private int wanted = 1;

    Ledger(Tables tables, String labId) {
        this.tables = tables;
        this.labId = labId;
    }

    private record Name(EntityType type, String naturalKey) {}

    /// @param before the version in the database; 0 if it is not there yet
    private record Changed(StoredEntity row, int before, Map<String, Target> references) {}

    /// Reads at once what will be asked for.
    ///
    /// @param creates how many numbers may be needed
    void read(Map<EntityType, Set<String>> ids, Map<EntityType, Set<String>> keys, int creates) {
        wanted = Math.max(1, creates);
        ids.forEach(this::readIds);
        keys.forEach(this::readKeys);
    }

    private void readIds(EntityType type, Collection<String> ids) {
        ids.forEach(id -> rows.put(new Target(type, id), Optional.empty()));
        tables.entities().find(type, ids).forEach(this::remember);
    }

    private void readKeys(EntityType type, Collection<String> keys) {
        keys.forEach(key -> holders.put(new Name(type, key), Optional.empty()));
        tables.entities().findByKeys(type, labId, keys).forEach(this::remember);
    }

    private void remember(StoredEntity row) {
        rows.put(new Target(row.type(), row.id()), Optional.of(row));
        String key = row.naturalKey();
        if (key != null && row.labId().equals(labId)) {
            holders.put(new Name(row.type(), key), Optional.of(row.id()));
        }
    }

    /// The entity of whatever lab, deleted or not.
    Optional<Entity> find(EntityType type, String id) {
        Target place = new Target(type, id);
        Entity known = entities.get(place);
        if (known != null) {
            return Optional.of(known);
        }
        if (!rows.containsKey(place)) {
            readIds(type, List.of(id));
        }
        Optional<Entity> found = rows.getOrDefault(place, Optional.empty()).map(Entity::of);
        found.ifPresent(entity -> entities.put(place, entity));
        return found;
    }

    /// An entity that was read or changed before.
    Optional<Entity> known(EntityType type, String id) {
        return Optional.ofNullable(entities.get(new Target(type, id)));
    }

    /// The highest number of those that were read or changed; 0 if there are none.
    long highest(EntityType type) {
        return entities.keySet().stream()
                .filter(place -> place.type() == type)
                .mapToLong(place -> Long.parseLong(place.id()))
                .max()
                .orElse(0);
    }

    /// Whether somebody took or gave away this natural key.
    boolean isRenamed(EntityType type, String naturalKey) {
        return renamed.containsKey(new Name(type, naturalKey));
    }

    /// Who has it since; empty if nobody has.
    Optional<Entity> renamed(EntityType type, String naturalKey) {
        return renamed.getOrDefault(new Name(type, naturalKey), Optional.empty())
                .flatMap(id -> known(type, id));
    }

    /// The entity of the lab that has this natural key now.
    Optional<Entity> findByKey(EntityType type, String naturalKey) {
        if (isRenamed(type, naturalKey)) {
            return renamed(type, naturalKey);
        }
        Name name = new Name(type, naturalKey);
        if (!holders.containsKey(name)) {
            readKeys(type, List.of(naturalKey));
        }
        return holders.getOrDefault(name, Optional.empty()).flatMap(id -> find(type, id));
    }

    boolean isReferredTo(EntityType type, String id) {
        Target asked = new Target(type, id);
        return changed.values().stream().anyMatch(one -> one.references().containsValue(asked))
                || tables.references().isReferredTo(type, id, changed::containsKey);
    }

    /// A number no entity had before.
    long nextNumber() {
        if (numbers.isEmpty()) {
            numbers.addAll(tables.entities().nextNumbers(wanted));
        }
        wanted = Math.max(1, wanted - 1);
        long number = numbers.removeFirst();
        backwards.push(() -> numbers.addFirst(number));
        return number;
    }

    /// Whether a number was given once, or left out, and no entity has it.
    boolean isVacant(long number) {
        String id = Long.toString(number);
        return !numbers.contains(number)
                && changed.keySet().stream().noneMatch(place -> place.id().equals(id))
                && tables.entities().isVacant(number);
    }

    /// An entity as it is from now on, whatever table it lies in.
    ///
    /// @param before as it was until now; null for a new one
    void put(@Nullable Entity before, Entity entity) {
        set(entities, place(entity), entity);
        String former = before == null ? null : before.naturalKey();
        String key = entity.naturalKey();
        if (former != null && !former.equals(key)) {
            set(renamed, new Name(entity.type(), former), Optional.empty());
        }
        if (key != null) {
            set(renamed, new Name(entity.type(), key), Optional.of(entity.id()));
        }
    }

    /// The same for one that lies among the others.
    ///
    /// @param row what is to be written of it
    /// @param references by field
    void put(
            @Nullable Entity before,
            Entity entity,
            StoredEntity row,
            Map<String, Target> references) {
        put(before, entity);
        Changed last = changed.get(place(entity));
        int stored = last != null ? last.before() : before == null ? 0 : before.version();
        set(changed, place(entity), new Changed(row, stored, references));
    }

    /// Writes something else when all is written.
    void later(Runnable write) {
        later.add(write);
        backwards.push(later::removeLast);
    }

    int mark() {
        return backwards.size();
    }

    /// Takes back what was changed since.
    void undo(int mark) {
        while (backwards.size() > mark) {
            backwards.pop().run();
        }
    }

    /// Writes all that was changed, each row once, as it is now.
    void write() {
        List<StoredEntity> made = new ArrayList<>();
        List<Rewritten> rewritten = new ArrayList<>();
        List<Target> forgotten = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        changed.forEach((place, one) -> {
            if (one.before() == 0) {
                made.add(one.row());
            } else {
                rewritten.add(new Rewritten(one.row(), one.before()));
                forgotten.add(place);
            }
            one.references()
                    .forEach((field, target) ->
                            references.add(new Reference(place.type(), place.id(), field, target)));
        });
        // What gives a natural key away comes before what takes it.
        tables.entities().update(rewritten);
        tables.entities().insert(made);
        tables.references().delete(forgotten);
        tables.references().insert(references);
        if (!numbers.isEmpty()) {
            tables.entities().takeBackNumbers(numbers.size());
        }
        later.forEach(Runnable::run);
    }

    private static Target place(Entity entity) {
        return new Target(entity.type(), entity.id());
    }

    private <K, V> void set(Map<K, V> map, K key, V value) {
        V former = map.put(key, value);
        backwards.push(() -> {
            if (former == null) {
                map.remove(key);
            } else {
                map.put(key, former);
            }
        });
    }
}
