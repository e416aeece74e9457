package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One field of an entity type.
///
/// @param name as on the wire, `lotNumber`
/// @param required whether a new one must have it
/// @param words the only values it may have; empty if any will do
public record EntityField(String name, FieldKind kind, boolean required, Set<String> words) {

    public EntityField {
        words = Set.copyOf(words);
    }

    public static EntityField required(String name, FieldKind kind) {
        return new EntityField(name, kind, true, Set.of());
    }

    public static EntityField optional(String name, FieldKind kind) {
        return new EntityField(name, kind, false, Set.of());
    }

    /// A text that is one of a few words.
    public static EntityField word(String name, String... words) {
        return new EntityField(name, FieldKind.TEXT, true, Set.of(words));
    }

    /// The column it is kept in, `lot_number`. Without a pattern, because every row that is read asks for it.
    public String column() {
        StringBuilder column = new StringBuilder(name.length() + 2);
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            if (Character.isUpperCase(letter)) {
                column.append('_');
            }
            column.append(Character.toLowerCase(letter));
        }
        return column.toString();
    }

    private static boolean isBlank(JsonNode value) {
        return value.isTextual() && value.asText().isBlank();
    }

    /// What is wrong with a value, in a sentence; empty if nothing is.
    Optional<String> fault(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || isBlank(value)) {
            return required ? Optional.of(name + " is missing.") : Optional.empty();
        }
        if (!kind.fits(value)) {
            return Optional.of("%s is %s, not %s.".formatted(name, kind.form(), value));
        }
        return words.isEmpty() || words.contains(value.asText())
                ? Optional.empty()
                : Optional.of(
                        "%s is one of %s, not \"%s\"."
                                .formatted(
                                        name,
                                        String.join(", ", new TreeSet<>(words)),
                                        value.asText()));
    }
}
