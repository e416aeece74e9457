package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.mass.Decimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/// How the value of a field is written on the wire and kept.
public enum FieldKind {
    TEXT("text"),
    /// A whole number.
    INTEGER("a whole number"),
    /// A decimal number as text, `"12.3400"`: its digits state the precision.
    DECIMAL("a decimal number in quotes, such as \"12.3400\""),
    BOOLEAN("true or false"),
    /// yyyy-MM-dd in the lab's zone.
    DAY("a day, yyyy-MM-dd"),
    /// A list of texts.
    LIST("a list of texts"),
    /// A list of objects, kept as it was given.
    ROWS("a list of objects");

    private final String form;

    FieldKind(String form) {
        this.form = form;
    }

    /// What a value looks like, for a message.
    String form() {
        return form;
    }

    /// Whether the value is several; none of them is the same as no value.
    public boolean isList() {
        return this == LIST || this == ROWS;
    }

    /// Whether the value has this form; null never has.
    boolean fits(JsonNode value) {
        return switch (this) {
            case TEXT -> value.isTextual();
            case INTEGER -> value.isIntegralNumber();
            case BOOLEAN -> value.isBoolean();
            case DECIMAL -> value.isTextual() && isDecimal(value.asText());
            case DAY -> value.isTextual() && isDay(value.asText());
            case LIST -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case ROWS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
        };
    }

    private static boolean isDecimal(String text) {
        try {
            return Decimal.of(text).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
