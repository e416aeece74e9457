package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireField;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what an entity refers to is there, and what follows from it (SYN-15).
final class Parents {

    private final Tables tables;
    private final Entities entities;
    private final String labId;

    Parents(Tables tables, Entities entities, String labId) {
        this.tables = tables;
        this.entities = entities;
        this.labId = labId;
    }

    /// The type a field refers to; empty if it is no reference, or to a type that is not known.
    static Optional<EntityType> target(WireField field, JsonNode content) {
        return switch (field.kind()) {
            case REFERENCE -> Optional.ofNullable(field.target());
            case SUBJECT -> EntityType.ofWord(content.path("entityType").asText());
            case TEXT, WORD, MASS, CHANGE, PERCENT, DAY, COUNT, TIME, TEXTS, VALUE ->
                    Optional.empty();
        };
    }

    /// Checks every reference and sets what is derived.
    ///
    /// @param content of an entity as it is to be
    /// @param author of a new entity; null for one that has its author already
    /// @throws Fault.Stop for a parent that is not there
    ObjectNode derive(EntityType type, ObjectNode content, @Nullable String author) {
        require(type.shape(), content);
        return switch (type) {
            case CONTAINERS -> withIngredient(content);
            case NOTES -> author == null ? content : content.put("authorId", author);
            case LABS,
                    USERS,
                    INGREDIENTS,
                    FORMULAS,
                    FORMULA_VERSIONS,
                    LOTS,
                    STOCK_MOVES,
                    SESSIONS,
                    BALANCE_CHECKS,
                    ATTACHMENTS ->
                    content;
        };
    }

    /// @throws Fault.Stop for a parent that is not there
    void require(EntityShape shape, ObjectNode content) {
        for (WireField field : shape.fields()) {
            JsonNode id = content.get(field.name());
            if (id != null && !field.derived()) {
                require(field, content, id.asText());
            }
        }
    }

    private void require(WireField field, ObjectNode content, String id) {
        switch (field.kind()) {
            case REFERENCE, SUBJECT -> {
                EntityType target =
                        target(field, content)
                                .orElseThrow(() ->
                                        Fault.rejected(
                                                        "MALFORMED",
                                                        "entityType",
                                                        "\""
                                                                + content.path("entityType")
                                                                        .asText()
                                                                + "\" is no entity type")
                                                .stop());
                if (!isThere(target, id)) {
                    throw Fault.noParent(field.name(), id).stop();
                }
            }
            case TEXT, WORD, MASS, CHANGE, PERCENT, DAY, COUNT, TIME, TEXTS, VALUE -> {}
        }
    }

    private boolean isThere(EntityType type, String id) {
        return switch (type) {
            case LABS -> labId.equals(id);
            case USERS ->
                    tables.users().find(id).filter(row -> row.value().belongsTo(labId)).isPresent();
            case FORMULAS -> isOwnFormula(id);
            case FORMULA_VERSIONS ->
                    tables.formulas()
                            .findVersion(id)
                            .filter(version -> isOwnFormula(version.value().formulaId()))
                            .isPresent();
            case SESSIONS ->
                    tables.sessions()
                            .find(id)
                            .filter(session -> session.labId().equals(labId))
                            .isPresent();
            case INGREDIENTS, LOTS, STOCK_MOVES, CONTAINERS, BALANCE_CHECKS, NOTES, ATTACHMENTS ->
                    entities.isThere(type, id);
        };
    }

    private boolean isOwnFormula(String id) {
        return tables.formulas()
                .find(id, LocalDate.EPOCH)
                .filter(formula -> formula.value().labId().equals(labId))
                .isPresent();
    }

    private ObjectNode withIngredient(ObjectNode container) {
        container.remove("ingredientId");
        String lotId = container.path("lotId").asText("");
        if (lotId.isEmpty()) {
            return container;
        }
        Entity lot = entities.find(EntityType.LOTS, lotId).orElseThrow();
        JsonNode ingredientId = lot.data().get("ingredientId");
        if (ingredientId == null) {
            throw Fault.rejected(
                            "DERIVED_MISSING",
                            "ingredientId",
                            "lot " + lotId + " names no ingredient")
                    .stop();
        }
        container.set("ingredientId", ingredientId);
        return container;
    }
}
