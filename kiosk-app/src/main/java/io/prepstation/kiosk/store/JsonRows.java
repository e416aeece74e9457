package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.prepstation.model.record.Json;
import org.jspecify.annotations.Nullable;

/// Many rows as one value of a statement: `[["lots","789"],…]`, which SQLite takes apart with `json_each(?)` and `value ->> 0`.
/// One statement for a batch costs a fraction of one for each row.
final class JsonRows {

    private final ArrayNode rows = Json.object().putArray("rows");

    /// @param columns texts, whole numbers or null
    JsonRows add(@Nullable Object... columns) {
        ArrayNode row = rows.addArray();
        for (Object column : columns) {
            add(row, column);
        }
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        return rows.toString();
    }

    /// Single values, which `json_each(?)` gives as `value`.
    static String of(Iterable<?> values) {
        ArrayNode list = Json.object().putArray("rows");
        values.forEach(value -> add(list, value));
        return list.toString();
    }

    private static void add(ArrayNode list, @Nullable Object value) {
        switch (value) {
            case null -> list.addNull();
            case Number number -> list.add(number.longValue());
            default -> list.add(value.toString());
        }
    }
}
