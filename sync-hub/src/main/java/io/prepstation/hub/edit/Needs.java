package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.WireField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What operations will ask the database for, as far as they tell before they are looked at closely; what they ask for
/// beyond it is read when they do.
final class Needs {

    private final Mappings mappings;
    private final Map<EntityType, Set<String>> ids = new EnumMap<>(EntityType.class);
    private final Map<EntityType, Set<String>> keys = new EnumMap<>(EntityType.class);
    private final Set<String> ingredients = new TreeSet<>();
    private final Set<String> changedIngredients = new TreeSet<>();
    private int numbers;

    Needs(Mappings mappings) {
        this.mappings = mappings;
    }

    Map<EntityType, Set<String>> ids() {
        return ids;
    }

    /// Natural keys.
    Map<EntityType, Set<String>> keys() {
        return keys;
    }

    /// That something refers to.
    Set<String> ingredients() {
        return ingredients;
    }

    Set<String> changedIngredients() {
        return changedIngredients;
    }

    /// How many new entities get one.
    int numbers() {
        return numbers;
    }

    void add(Operation operation) {
        operation.type().ifPresent(type -> add(operation, type));
    }

    private void add(Operation operation, EntityType type) {
        if (operation.kind().equals(Optional.of(OperationKind.CREATE))) {
            numbers += type.shape().key() == EntityShape.Key.HUB_NUMBER ? 1 : 0;
            key(type, operation.data());
        }
        if (type == EntityType.INGREDIENTS) {
            mappings.known(operation.entityId()).ifPresent(changedIngredients::add);
        } else {
            id(type, operation.entityId());
        }
        for (WireField field : type.shape().fields()) {
            JsonNode id = operation.data().get(field.name());
            if (id != null) {
                Parents.target(field, operation.data())
                        .ifPresent(target -> id(target, id.asText().strip()));
            }
        }
    }

    private void id(EntityType type, String id) {
        switch (type) {
            case INGREDIENTS -> mappings.known(id).ifPresent(ingredients::add);
            case LOTS, STOCK_MOVES, CONTAINERS, BALANCE_CHECKS, NOTES, ATTACHMENTS ->
                    mappings.known(id)
                            .ifPresent(known ->
                                    ids.computeIfAbsent(type, _ -> new TreeSet<>()).add(known));
            case LABS, USERS, FORMULAS, FORMULA_VERSIONS, SESSIONS -> {}
        }
    }

    /// The natural key that a new entity will have, if all of it is known.
    private void key(EntityType type, ObjectNode data) {
        if (type == EntityType.INGREDIENTS) {
            return;
        }
        ObjectNode named = Json.object();
        for (String part : type.shape().naturalKey()) {
            mappings.known(data.path(part).asText()).ifPresent(known -> named.put(part, known));
        }
        if (!named.isEmpty() && named.size() == type.shape().naturalKey().size()) {
            keys.computeIfAbsent(type, _ -> new TreeSet<>())
                    .add(Objects.requireNonNull(Entity.naturalKey(type, named)));
        }
    }
}
