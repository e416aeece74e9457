package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.record.Json;
import java.util.Map;

/// Fields of entities as JSON objects: a field without value is the same as none, and as an empty list.
public final class EntityFields {

    private EntityFields() {}

    /// The fields that have a value.
    public static ObjectNode present(ObjectNode fields) {
        ObjectNode present = Json.object();
        fields.properties().stream()
                .filter(field -> !isEmpty(field.getValue()))
                .forEach(field -> present.set(field.getKey(), field.getValue()));
        return present;
    }

    /// Of the changes, those that really change something; null stands for a field that is emptied.
    static ObjectNode changed(ObjectNode before, ObjectNode changes) {
        ObjectNode real = Json.object();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (!same(before.path(change.getKey()), change.getValue())) {
                real.set(
                        change.getKey(),
                        isEmpty(change.getValue()) ? NullNode.getInstance() : change.getValue());
            }
        }
        return real;
    }

    /// The fields after the changes.
    static ObjectNode applied(ObjectNode before, ObjectNode changes) {
        ObjectNode after = before.deepCopy();
        after.setAll(changes);
        return present(after);
    }

    /// What the changed fields were before; null where there was nothing.
    static ObjectNode before(ObjectNode before, ObjectNode changes) {
        ObjectNode old = Json.object();
        for (String field : changes.propertyStream().map(Map.Entry::getKey).toList()) {
            JsonNode value = before.path(field);
            old.set(field, value.isMissingNode() ? NullNode.getInstance() : value);
        }
        return old;
    }

    /// All fields of a type, null where there is no value.
    static ObjectNode whole(EntityDescriptor type, ObjectNode fields) {
        ObjectNode whole = Json.object();
        type.fields().stream()
                .filter(field -> !type.writing().derived().contains(field.name()))
                .forEach(field ->
                        whole.set(
                                field.name(),
                                fields.path(field.name()).isMissingNode()
                                        ? NullNode.getInstance()
                                        : fields.path(field.name())));
        return whole;
    }

    static boolean same(JsonNode one, JsonNode other) {
        return isEmpty(one) ? isEmpty(other) : one.equals(other);
    }

    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty());
    }
}
