package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a schema says of a body, in one pass over it. Nearly all bodies are as the contract has them, and to find that out by a
/// general validator takes as long as the half of what is done with them.
///
/// What passes is as the schema has it. What does not pass may be so too: a keyword that is not known here passes nothing, and
/// the general validator decides.
final class QuickCheck {

    private static final String SCHEMAS = "#/components/schemas/";

    /// Keywords that ask nothing of a body.
    private static final Set<String> SAYINGS = Set.of("description", "examples");

    private final JsonNode schemas;
    private final Map<String, Predicate<JsonNode>> named = new HashMap<>();

    /// @param contract the whole, to which schemas refer
    QuickCheck(JsonObject contract) {
        this.schemas = node(contract).path("components").path("schemas");
    }

    Predicate<JsonNode> of(JsonObject schema) {
        return all(node(schema));
    }

    private static ObjectNode node(JsonObject object) {
        try {
            return Json.parseObject(object.encode());
        } catch (MalformedJson e) {
            throw new IllegalStateException("the contract is no JSON", e);
        }
    }

    private Predicate<JsonNode> all(JsonNode schema) {
        List<Predicate<JsonNode>> rules = new ArrayList<>();
        schema.properties().stream()
                .filter(keyword -> !SAYINGS.contains(keyword.getKey()))
                .forEach(keyword -> rules.add(rule(keyword.getKey(), keyword.getValue())));
        return body -> {
            for (Predicate<JsonNode> rule : rules) {
                if (!rule.test(body)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<JsonNode> rule(String keyword, JsonNode value) {
        return switch (keyword) {
            case "$ref" -> reference(value.asText());
            case "type" -> type(value);
            case "required" -> required(texts(value));
            case "properties" -> properties(value);
            case "items" -> items(all(value));
            case "enum" -> words(texts(value));
            case "pattern" -> pattern(Pattern.compile(value.asText()));
            case "minLength" ->
                    text(text -> text.codePointCount(0, text.length()) >= value.asInt());
            case "maxLength" -> text(text -> text.length() <= value.asInt());
            case "minItems" -> body -> !body.isArray() || body.size() >= value.asInt();
            case "maxItems" -> body -> !body.isArray() || body.size() <= value.asInt();
            case "minimum" -> body -> !body.isNumber() || isAtLeast(body, value);
            default -> _ -> false;
        };
    }

    /// Looked up when it is first needed, because a schema may refer to itself.
    private Predicate<JsonNode> reference(String to) {
        if (!to.startsWith(SCHEMAS)) {
            return _ -> false;
        }
        String name = to.substring(SCHEMAS.length());
        if (!named.containsKey(name)) {
            named.put(name, body -> Objects.requireNonNull(named.get(name)).test(body));
            named.put(name, all(existing(name)));
        }
        return body -> Objects.requireNonNull(named.get(name)).test(body);
    }

    private JsonNode existing(String name) {
        JsonNode schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalStateException("the contract refers to " + name + ", which it lacks");
        }
        return schema;
    }

    private static Predicate<JsonNode> type(JsonNode value) {
        List<Predicate<JsonNode>> types =
                (value.isTextual() ? List.of(value.asText()) : texts(value))
                        .stream().map(QuickCheck::type).toList();
        return body -> types.stream().anyMatch(type -> type.test(body));
    }

    private static Predicate<JsonNode> type(String name) {
        return switch (name) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isTextual;
            case "boolean" -> JsonNode::isBoolean;
            case "null" -> JsonNode::isNull;
            case "number" -> JsonNode::isNumber;
            case "integer" -> body -> body.isIntegralNumber() && body.canConvertToLong();
            default -> _ -> false;
        };
    }

    private static Predicate<JsonNode> required(List<String> names) {
        return body -> !body.isObject() || names.stream().allMatch(body::has);
    }

    private Predicate<JsonNode> properties(JsonNode schemas) {
        Map<String, Predicate<JsonNode>> members = new HashMap<>();
        schemas.properties().forEach(one -> members.put(one.getKey(), all(one.getValue())));
        return body -> {
            for (Map.Entry<String, JsonNode> member : body.properties()) {
                Predicate<JsonNode> rule = members.get(member.getKey());
                if (rule != null && !rule.test(member.getValue())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> items(Predicate<JsonNode> rule) {
        return body -> {
            if (body.isArray()) {
                for (JsonNode item : body) {
                    if (!rule.test(item)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> words(List<String> words) {
        Set<String> known = new HashSet<>(words);
        return body -> body.isTextual() && known.contains(body.textValue());
    }

    private static Predicate<JsonNode> pattern(Pattern pattern) {
        return text(text -> pattern.matcher(text).find());
    }

    private static Predicate<JsonNode> text(Predicate<String> rule) {
        return body -> !body.isTextual() || rule.test(body.textValue());
    }

    private static boolean isAtLeast(JsonNode number, JsonNode least) {
        return number.decimalValue().compareTo(least.decimalValue()) >= 0;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
