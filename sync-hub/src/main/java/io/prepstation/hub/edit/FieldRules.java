package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.WireField;
import io.prepstation.model.sync.WireField.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Brings the fields of an operation into the one form the hub keeps, or says which is wrong. Numbers and texts are taken
/// for each other where the wire allows both; members the type does not have are ignored.
final class FieldRules {

    private static final int LONGEST_TEXT = 4000;
    private static final int MOST_DIGITS = 9;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final EntityShape shape;
    private final BinaryOperator<String> ids;

    /// @param ids gives the id at the hub for a field and the id it names, or throws [Fault.Stop]
    FieldRules(EntityShape shape, BinaryOperator<String> ids) {
        this.shape = shape;
        this.ids = ids;
    }

    /// All fields of a create.
    ObjectNode ofCreate(ObjectNode data) {
        ObjectNode fields = Json.object();
        for (WireField field : shape.fields()) {
            JsonNode value = data.get(field.name());
            if (value != null && !value.isNull()) {
                fields.set(field.name(), value(field, value));
            } else if (field.required()) {
                throw missing(field);
            }
        }
        return fields;
    }

    /// The fields an update names; null where it takes a value away.
    ObjectNode ofUpdate(ObjectNode data) {
        ObjectNode fields = Json.object();
        for (WireField field : shape.fields()) {
            JsonNode value = data.get(field.name());
            if (value != null && value.isNull()) {
                if (field.required()) {
                    throw missing(field);
                }
                fields.putNull(field.name());
            } else if (value != null) {
                fields.set(field.name(), value(field, value));
            }
        }
        return fields;
    }

    /// What an author saw, in the form the hub keeps; what does not fit any more stays as it was said, and then is not what the hub
    /// has.
    ObjectNode ofSeen(ObjectNode data) {
        ObjectNode fields = Json.object();
        for (WireField field : shape.fields()) {
            JsonNode value = data.get(field.name());
            if (value != null && !field.derived()) {
                fields.set(field.name(), seen(field, value));
            }
        }
        return fields;
    }

    private JsonNode seen(WireField field, JsonNode value) {
        try {
            return value.isNull() ? value : value(field, value);
        } catch (Fault.Stop _) {
            return value;
        }
    }

    private static Fault.Stop missing(WireField field) {
        return field.kind() == Kind.REFERENCE || field.kind() == Kind.SUBJECT
                ? empty(field)
                : Fault.rejected(
                                "FIELD_MISSING", field.name(), "\"" + field.name() + "\" is needed")
                        .stop();
    }

    /// What follows from a parent cannot be derived without one.
    private static Fault.Stop empty(WireField field) {
        return Fault.rejected(
                        "DERIVED_MISSING",
                        field.name(),
                        "\"" + field.name() + "\" is empty; it must name what this belongs to")
                .stop();
    }

    private JsonNode value(WireField field, JsonNode value) {
        return switch (field.kind()) {
            case TEXT -> text(field, scalar(field, value));
            case WORD -> word(field, scalar(field, value));
            case MASS -> decimal(field, scalar(field, value), BigDecimal.ZERO, null);
            case CHANGE -> decimal(field, scalar(field, value), null, null);
            case PERCENT -> decimal(field, scalar(field, value), BigDecimal.ZERO, HUNDRED);
            case DAY -> day(field, scalar(field, value));
            case COUNT -> whole(field, value);
            case TIME -> time(field, value);
            case REFERENCE, SUBJECT -> id(field, scalar(field, value).strip());
            case TEXTS -> texts(field, value);
            case VALUE -> rows(field, value);
        };
    }

    private static String scalar(WireField field, JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            throw wrong(field, "is no text");
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.textValue();
    }

    private static JsonNode text(WireField field, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw wrong(field, "is longer than " + LONGEST_TEXT + " characters");
        }
        if (field.required() && text.isBlank()) {
            throw missing(field);
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode word(WireField field, String word) {
        if (!field.words().contains(word)) {
            throw wrong(field, "is \"" + word + "\", not one of " + field.words());
        }
        return TextNode.valueOf(word);
    }

    private static JsonNode decimal(
            WireField field,
            String text,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest) {
        BigDecimal number = number(field, text);
        boolean tooLow = lowest != null && number.compareTo(lowest) < 0;
        boolean tooHigh = highest != null && number.compareTo(highest) > 0;
        boolean tooLong =
                number.scale() > MOST_DIGITS || number.precision() - number.scale() > MOST_DIGITS;
        if (tooLow || tooHigh || tooLong) {
            throw wrong(field, "is out of range: " + text);
        }
        return TextNode.valueOf(number.toPlainString());
    }

    private static BigDecimal number(WireField field, String text) {
        try {
            return Decimal.of(text);
        } catch (NumberFormatException _) {
            throw wrong(field, "is no decimal number: \"" + text + "\"");
        }
    }

    private static JsonNode day(WireField field, String text) {
        try {
            return TextNode.valueOf(LocalDate.parse(text).toString());
        } catch (DateTimeException _) {
            throw wrong(field, "is no day yyyy-MM-dd: \"" + text + "\"");
        }
    }

    private static JsonNode whole(WireField field, JsonNode value) {
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw wrong(field, "is no whole number of zero or more");
        }
        return value;
    }

    private static JsonNode time(WireField field, JsonNode value) {
        if (!value.isTextual()) {
            return whole(field, value);
        }
        try {
            return Json.object()
                    .put("time", Instant.parse(value.textValue()).toEpochMilli())
                    .path("time");
        } catch (DateTimeException _) {
            throw wrong(field, "is no moment: \"" + value.textValue() + "\"");
        }
    }

    private JsonNode id(WireField field, String id) {
        if (id.isEmpty()) {
            throw empty(field);
        }
        return TextNode.valueOf(ids.apply(field.name(), id));
    }

    private static JsonNode texts(WireField field, JsonNode value) {
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
            throw wrong(field, "is no list of texts");
        }
        return value;
    }

    /// The readings of a check, which the station that made them reads; nothing else of that kind is pushed.
    private static JsonNode rows(WireField field, JsonNode value) {
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isObject)) {
            throw wrong(field, "is no list of objects");
        }
        return value;
    }

    private static Fault.Stop wrong(WireField field, String what) {
        return Fault.rejected("MALFORMED", field.name(), "\"" + field.name() + "\" " + what).stop();
    }
}
