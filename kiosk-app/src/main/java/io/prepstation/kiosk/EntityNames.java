package io.prepstation.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// By what people know a thing of the lab.
final class EntityNames {

    private static final List<String> FIELDS = List.of("lotNumber", "code", "name", "text");

    private EntityNames() {}

    /// Empty if it has none.
    static String of(ObjectNode fields) {
        return FIELDS.stream()
                .map(fields::path)
                .filter(JsonNode::isValueNode)
                .map(value -> value.asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
