package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityForms.Form;
import io.prepstation.model.sync.WireEntities.WireLot;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The records of the wire and the JSON they become have the fields of the shapes, and no others.
@Tag("STO-4")
class EntityParityTest {

    @Test
    void records_have_the_fields_of_the_shapes() {
        EntityForms.RECORDS.forEach((type, wireRecord) ->
                assertEquals(List.of(), EntityForms.differences(type, EntityForms.of(wireRecord))));
    }

    @Test
    void what_they_become_on_the_wire_has_them_too_and_is_read_back() throws Exception {
        for (var known : EntityForms.RECORDS.entrySet()) {
            Record whole = sample(known.getValue());

            ObjectNode written = Json.write(whole);

            assertEquals(
                    List.of(), EntityForms.differences(known.getKey(), EntityForms.of(written)));
            assertEquals(whole, Json.read(written, known.getValue()));
        }
    }

    /// So that a field that one place lacks is noticed.
    @Test
    void a_missing_a_foreign_and_a_changed_field_are_named() {
        Map<String, Form> bent = new HashMap<>(EntityForms.of(WireLot.class));
        bent.remove("openedOn");
        bent.put("colour", Form.TEXT);
        bent.put("status", Form.INTEGER);

        assertEquals(
                List.of(
                        "lots.openedOn is missing",
                        "lots.colour is not of its shape",
                        "lots.status is INTEGER"),
                EntityForms.differences(EntityType.LOTS, bent));
    }

    private static Record sample(Class<? extends Record> wireRecord) throws Exception {
        RecordComponent[] components = wireRecord.getRecordComponents();
        Constructor<? extends Record> made =
                wireRecord.getDeclaredConstructor(
                        Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class[]::new));
        Object[] values = new Object[components.length];
        for (int at = 0; at < components.length; at++) {
            values[at] = value(components[at]);
        }
        return made.newInstance(values);
    }

    private static Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (List.class.isAssignableFrom(type)) {
            return component.getGenericType().getTypeName().endsWith("<java.lang.String>")
                    ? List.of("a")
                    : List.of();
        }
        return type.equals(String.class) ? "a" : type.equals(boolean.class) ? (Object) true : 1;
    }
}
