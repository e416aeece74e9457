package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.ReferenceTable;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.StoredIngredient;
import io.prepstation.hub.store.StoredIngredient.Origin;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireField;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds and changes entities of every type that stations push, within one transaction. What is changed is written by
/// [Ledger#write], not before.
///
/// Ingredients lie in the table that formulas refer to; all others lie as documents.
final class Entities {

    private final Tables tables;
    private final String labId;
    private final Instant now;
    private final Ledger ledger;

    /// Ingredients that are there; none ever goes.
    private final Set<String> ingredients = new HashSet<>();

    /// What the database has of those that may be changed; nobody else changes it before the transaction ends.
    private final Map<String, Entity> changeable = new HashMap<>();

    /// @param labId whose entities they are
    Entities(Tables tables, String labId, Instant now) {
        this.tables = tables;
        this.labId = labId;
        this.now = now;
        this.ledger = new Ledger(tables, labId);
    }

    Ledger ledger() {
        return ledger;
    }

    /// Reads at once what will be asked for.
    void read(Needs needs) {
        readChangeable(needs.changedIngredients());
        readIngredients(needs.ingredients());
        ledger.read(needs.ids(), needs.keys(), needs.numbers());
    }

    /// The entity of the lab, deleted or not.
    Optional<Entity> find(EntityType type, String id) {
        return type == EntityType.INGREDIENTS
                ? ledger.known(type, id).or(() -> ingredient(id))
                : ledger.find(type, id).filter(entity -> entity.labId().equals(labId));
    }

    /// Whether the lab has it and it is not deleted.
    boolean isThere(EntityType type, String id) {
        return type == EntityType.INGREDIENTS
                ? isIngredient(id)
                : find(type, id).filter(entity -> !entity.deleted()).isPresent();
    }

    /// The entity that has the natural key these fields name; empty for types without one.
    Optional<Entity> findTwin(EntityType type, ObjectNode content) {
        String key = Entity.naturalKey(type, content);
        if (key == null) {
            return Optional.empty();
        }
        if (type != EntityType.INGREDIENTS) {
            return ledger.findByKey(type, key);
        }
        return ledger.isRenamed(type, key)
                ? ledger.renamed(type, key)
                : tables.ingredients().findByCode(labId, key).map(this::entity);
    }

    /// @param id null where the hub gives the number
    /// @param tempId it was made under, by which others know it again should it get another number; null if it had none
    Entity create(
            EntityType type,
            @Nullable String id,
            @Nullable String tempId,
            ObjectNode content,
            String by) {
        if (type == EntityType.INGREDIENTS) {
            return createIngredient(content, tempId, by);
        }
        String given = id == null ? Long.toString(ledger.nextNumber()) : id;
        ObjectNode data =
                content.deepCopy()
                        .put("id", given)
                        .put("labId", labId)
                        .put("version", 1)
                        .put("createdAt", now.toString())
                        .put("createdBy", by)
                        .put("updatedAt", now.toString());
        if (tempId != null) {
            data.put("tempId", tempId);
        }
        Entity entity = Entity.of(type, given, labId, data, 1, false);
        ledger.put(null, entity, row(entity), references(type.shape(), content));
        return entity;
    }

    /// The next version of an entity.
    Entity update(Entity before, ObjectNode content, boolean deleted) {
        int version = before.version() + 1;
        if (before.type() == EntityType.INGREDIENTS) {
            return updateIngredient(before, ingredient(before.id(), content));
        }
        ObjectNode data =
                before.data()
                        .deepCopy()
                        .remove(
                                before.type().shape().fields().stream()
                                        .map(WireField::name)
                                        .toList())
                        .setAll(content);
        data.put("version", version).put("updatedAt", now.toString());
        Entity after = Entity.of(before.type(), before.id(), labId, data, version, deleted);
        ledger.put(
                before,
                after,
                row(after),
                deleted ? Map.of() : references(before.type().shape(), content));
        return after;
    }

    private Entity createIngredient(ObjectNode content, @Nullable String tempId, String by) {
        var _ = ingredient("0", content);
        long number =
                Math.max(
                        ledger.highest(EntityType.INGREDIENTS) + 1,
                        tables.ingredients().nextNumber());
        Ingredient ingredient = ingredient(Long.toString(number), content);
        Origin origin = Origin.made(now.toEpochMilli(), by, tempId);
        Entity entity = entity(new StoredIngredient(ingredient, 1, origin));
        ledger.put(null, entity);
        ledger.later(() -> tables.ingredients().insert(labId, ingredient, origin));
        return entity;
    }

    private Entity updateIngredient(Entity before, Ingredient ingredient) {
        long at = now.toEpochMilli();
        StoredIngredient row =
                new StoredIngredient(ingredient, before.version() + 1, origin(before, at));
        Entity after = entity(row);
        ledger.put(before, after);
        ledger.later(() -> tables.ingredients().update(ingredient, before.version(), at));
        return after;
    }

    private static Origin origin(Entity before, long updatedAt) {
        ObjectNode data = before.data();
        String createdAt = data.path("createdAt").textValue();
        return new Origin(
                createdAt == null ? null : Instant.parse(createdAt).toEpochMilli(),
                data.path("createdBy").textValue(),
                updatedAt,
                data.path("tempId").textValue());
    }

    private Optional<Entity> ingredient(String id) {
        if (!changeable.containsKey(id)) {
            readChangeable(List.of(id));
        }
        return Optional.ofNullable(changeable.get(id));
    }

    private boolean isIngredient(String id) {
        if (!ingredients.contains(id) && ledger.known(EntityType.INGREDIENTS, id).isEmpty()) {
            readIngredients(List.of(id));
        }
        return ingredients.contains(id) || ledger.known(EntityType.INGREDIENTS, id).isPresent();
    }

    private void readChangeable(Collection<String> ids) {
        tables.ingredients().findToChange(labId, ids).stream()
                .map(this::entity)
                .forEach(entity -> {
                    changeable.put(entity.id(), entity);
                    ingredients.add(entity.id());
                });
    }

    private void readIngredients(Collection<String> ids) {
        ingredients.addAll(tables.ingredients().ofLab(labId, ids));
    }

    private StoredEntity row(Entity entity) {
        return new StoredEntity(
                entity.type(),
                entity.id(),
                labId,
                entity.naturalKey(),
                entity.text(),
                entity.version(),
                now.toEpochMilli(),
                entity.deleted());
    }

    private Entity entity(StoredIngredient row) {
        ObjectNode data = WireForms.of(labId, row);
        return Entity.of(
                EntityType.INGREDIENTS, row.value().id(), labId, data, row.version(), false);
    }

    private static Ingredient ingredient(String id, ObjectNode content) {
        try {
            return Json.read(content.deepCopy().put("id", id), WireIngredient.class).toIngredient();
        } catch (MalformedJson e) {
            throw Fault.rejected("MALFORMED", null, String.valueOf(e.getMessage())).stop();
        }
    }

    private static Map<String, ReferenceTable.Target> references(
            EntityShape shape, ObjectNode content) {
        Map<String, ReferenceTable.Target> references = new HashMap<>();
        for (WireField field : shape.fields()) {
            JsonNode id = content.get(field.name());
            Optional<EntityType> target = Parents.target(field, content);
            if (id != null && target.isPresent()) {
                references.put(field.name(), new ReferenceTable.Target(target.get(), id.asText()));
            }
        }
        return references;
    }
}
