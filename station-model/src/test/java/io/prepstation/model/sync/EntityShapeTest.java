package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireField.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-3")
class EntityShapeTest {

    private static ObjectNode lot() {
        return Json.object()
                .put("ingredientId", "7")
                .put("lotNumber", "A-1")
                .put("expiresOn", "2027-01-31")
                .put("status", "released");
    }

    @Test
    void every_type_names_its_keys_and_groups_among_its_fields() {
        for (EntityType type : EntityType.values()) {
            EntityShape shape = type.shape();
            assertEquals(type, shape.type());
            shape.naturalKey().forEach(name -> assertTrue(shape.field(name).isPresent(), name));
            shape.together().stream()
                    .flatMap(group -> group.stream())
                    .forEach(name -> assertTrue(shape.field(name).isPresent(), name));
        }
    }

    @Test
    void parents_come_before_children_so_that_the_order_of_a_load_is_one_of_dependency() {
        for (EntityType type : EntityType.values()) {
            for (WireField field : type.shape().fields()) {
                EntityType target = field.target();
                if (field.kind() == Kind.REFERENCE && type != EntityType.FORMULAS) {
                    assertTrue(target != null && target.compareTo(type) < 0, field.name());
                }
            }
        }
    }

    @Test
    void the_content_hash_looks_at_what_is_said_only() {
        EntityShape shape = EntityType.LOTS.shape();
        ObjectNode received = lot().put("id", "4").put("version", 3).putNull("openedOn");

        assertEquals(shape.contentHash(lot()), shape.contentHash(received));
        assertNotEquals(
                shape.contentHash(lot()), shape.contentHash(lot().put("status", "blocked")));
    }

    @Test
    void stations_push_only_what_is_theirs_to_write() {
        assertEquals(EntityShape.Writing.NONE, EntityType.FORMULA_VERSIONS.shape().writing());
        assertEquals(EntityShape.Writing.ALL, EntityType.LOTS.shape().writing());
        assertEquals(EntityShape.Writing.ONCE, EntityType.STOCK_MOVES.shape().writing());
        assertFalse(EntityType.LOTS.shape().field("version").isPresent());
    }
}
