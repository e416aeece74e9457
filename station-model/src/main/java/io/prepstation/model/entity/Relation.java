package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A field that names another entity.
///
/// @param field the field with the other's id, `lotId`
/// @param target the type of the other, `lots`; or, with `byField`, the field that names that type
public record Relation(String field, String target, boolean byField) {

    public static Relation to(String target, String field) {
        return new Relation(field, target, false);
    }

    /// The other's type stands in a field of the entity itself.
    public static Relation toTypeIn(String typeField, String field) {
        return new Relation(field, typeField, true);
    }

    /// What an entity with these fields refers to; empty if the field is not filled.
    public Optional<Reference> in(ObjectNode fields) {
        String id = fields.path(field).asText("");
        String type = byField ? fields.path(target).asText("") : target;
        return id.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reference(field, type, id));
    }

    /// That a field names an entity of a type.
    public record Reference(String field, String type, String id) {}
}
