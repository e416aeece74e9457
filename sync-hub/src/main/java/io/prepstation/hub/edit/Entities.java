package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.ReferenceTable;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireField;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds and writes entities of every type that stations push, within one transaction.
///
/// Ingredients lie in the table that formulas refer to; all others lie as documents.
final class Entities {

    private final Tables tables;
    private final Instant now;

    Entities(Tables tables, Instant now) {
        this.tables = tables;
        this.now = now;
    }

    /// The entity of one lab, deleted or not.
    Optional<Entity> find(String labId, EntityType type, String id) {
        return type == EntityType.INGREDIENTS
                ? ingredient(labId, id)
                : tables.entities().find(type, id).map(Entities::of).filter(isOf(labId));
    }

    /// The entity that has the natural key these fields name; empty for types without one.
    Optional<Entity> findTwin(String labId, EntityType type, ObjectNode content) {
        if (type == EntityType.INGREDIENTS) {
            return tables.ingredients()
                    .findByCode(labId, content.path("code").asText())
                    .map(row -> of(labId, row));
        }
        String key = naturalKey(type.shape(), content);
        return key == null
                ? Optional.empty()
                : tables.entities().findByKey(type, labId, key).map(Entities::of);
    }

    /// @param id null where the hub gives the number
    /// @param tempId it was made under, by which others know it again should it get another number; null if it had none
    Entity create(
            String labId,
            EntityType type,
            @Nullable String id,
            @Nullable String tempId,
            ObjectNode content,
            String by) {
        if (type == EntityType.INGREDIENTS) {
            Ingredient stored = tables.ingredients().insert(labId, ingredient("0", content));
            return of(labId, new Versioned<>(stored, 1));
        }
        String given = id == null ? Long.toString(tables.entities().nextNumber()) : id;
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
        Entity entity = new Entity(type, given, labId, data, 1, false);
        tables.entities().insert(row(entity));
        tables.references().replace(type, given, references(type.shape(), content), true);
        return entity;
    }

    /// Writes the next version of an entity.
    Entity update(Entity before, ObjectNode content, boolean deleted) {
        int version = before.version() + 1;
        if (before.type() == EntityType.INGREDIENTS) {
            tables.ingredients().update(ingredient(before.id(), content));
            return of(before.labId(), new Versioned<>(ingredient(before.id(), content), version));
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
        Entity after =
                new Entity(before.type(), before.id(), before.labId(), data, version, deleted);
        tables.entities().update(row(after));
        tables.references()
                .replace(
                        before.type(),
                        before.id(),
                        deleted ? Map.of() : references(before.type().shape(), content),
                        false);
        return after;
    }

    private Optional<Entity> ingredient(String labId, String id) {
        return tables.ingredients().isOfLab(labId, id)
                ? tables.ingredients().find(id).map(row -> of(labId, row))
                : Optional.empty();
    }

    private StoredEntity row(Entity entity) {
        return new StoredEntity(
                entity.type(),
                entity.id(),
                entity.labId(),
                entity.deleted() ? null : naturalKey(entity.type().shape(), entity.data()),
                CanonicalJson.of(entity.data()),
                entity.version(),
                now.toEpochMilli(),
                entity.deleted());
    }

    private static Entity of(StoredEntity row) {
        return new Entity(
                row.type(),
                row.id(),
                row.labId(),
                StoredJson.read(row.data()),
                row.version(),
                row.deleted());
    }

    private static Entity of(String labId, Versioned<Ingredient> row) {
        ObjectNode data = Json.write(WireForms.of(row.value()));
        data.put("labId", labId).put("version", row.version());
        return new Entity(
                EntityType.INGREDIENTS, row.value().id(), labId, data, row.version(), false);
    }

    private static java.util.function.Predicate<Entity> isOf(String labId) {
        return entity -> entity.labId().equals(labId);
    }

    private static Ingredient ingredient(String id, ObjectNode content) {
        try {
            return Json.read(content.deepCopy().put("id", id), WireIngredient.class).toIngredient();
        } catch (MalformedJson e) {
            throw Fault.rejected("MALFORMED", null, String.valueOf(e.getMessage())).stop();
        }
    }

    /// One text of all its parts; null for a type without a natural key.
    private static @Nullable String naturalKey(EntityShape shape, JsonNode content) {
        return shape.naturalKey().isEmpty()
                ? null
                : shape.naturalKey().stream()
                        .map(name -> content.path(name).asText())
                        .collect(Collectors.joining("\n"));
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
