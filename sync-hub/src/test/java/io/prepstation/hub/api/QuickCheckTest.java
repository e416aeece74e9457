package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.Operations;
import io.prepstation.model.record.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the glance at a body lets pass is as the contract has it, by the word of the general validator.
@Tag("SYN-3")
class QuickCheckTest {

    private static final String PUSH = "POST /api/sync/push";

    private static ObjectNode push() {
        ObjectNode request =
                Operations.request(
                        Operations.lot(Operations.TEMP_LOT, "17", "A-1").put("opSeq", 7),
                        Operations.update("lots", "3", 2, Json.object().putNull("openedOn")));
        request.put("stationEpoch", "one").putNull("previousEpoch").put("confirmedThrough", 3);
        request.putArray("idMappings")
                .addObject()
                .put("tempId", Operations.TEMP_LOT)
                .put("realId", 17)
                .put("entityType", "lots");
        return request;
    }

    /// Every body that differs from a right one by one member: gone, or of another kind.
    private static List<ObjectNode> bent() throws Exception {
        List<ObjectNode> bent = new ArrayList<>();
        for (String place : List.of("", "/operations/0", "/operations/1", "/idMappings/0")) {
            for (String member : List.copyOf(names(push().at(place)))) {
                for (String value : VALUES) {
                    ObjectNode body = push();
                    ((ObjectNode) body.at(place)).set(member, Json.parseObject(value).get("v"));
                    bent.add(body);
                }
                ObjectNode body = push();
                ((ObjectNode) body.at(place)).remove(member);
                bent.add(body);
            }
        }
        return bent;
    }

    private static final List<String> VALUES =
            List.of(
                    "{\"v\":null}",
                    "{\"v\":true}",
                    "{\"v\":\"\"}",
                    "{\"v\":\"create\"}",
                    "{\"v\":\"drop\"}",
                    "{\"v\":\"" + "x".repeat(65) + "\"}",
                    "{\"v\":\"" + "x".repeat(129) + "\"}",
                    "{\"v\":\"ä ö\"}",
                    "{\"v\":\"\uD83E\uDDEA\"}",
                    "{\"v\":-1}",
                    "{\"v\":1.0}",
                    "{\"v\":1.5}",
                    "{\"v\":1e3}",
                    "{\"v\":[]}",
                    "{\"v\":[1]}",
                    "{\"v\":{}}");

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Optional<BodySchema.Fault> fault(ObjectNode body) {
        return Contract.SERVED.ofRequest(PUSH, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_right_body_passes() {
        assertEquals(Optional.empty(), fault(push()));
        assertTrue(Contract.SERVED.isPlainlyRight(PUSH, push()));
    }

    @Test
    void what_passes_is_right() throws Exception {
        int passed = 0;
        int held = 0;
        for (ObjectNode body : bent()) {
            if (Contract.SERVED.isPlainlyRight(PUSH, body)) {
                assertEquals(Optional.empty(), fault(body), body.toString());
                passed++;
            } else {
                held++;
            }
        }
        assertTrue(passed > 30 && held > 200, passed + " passed, " + held + " did not");
    }

    @Test
    void too_many_operations_do_not_pass() {
        ObjectNode body = push();
        JsonNode one = body.at("/operations/0");
        while (body.path("operations").size() <= 1000) {
            body.withArray("operations").add(one);
        }
        assertFalse(Contract.SERVED.isPlainlyRight(PUSH, body));
    }

    @Test
    void too_many_numbers_do_not_pass() {
        ObjectNode body = push();
        JsonNode one = body.at("/idMappings/0");
        while (body.path("idMappings").size() < 4000) {
            body.withArray("idMappings").add(one);
        }
        assertTrue(Contract.SERVED.isPlainlyRight(PUSH, body));
        body.withArray("idMappings").add(one);

        assertFalse(Contract.SERVED.isPlainlyRight(PUSH, body));
        assertTrue(fault(body).isPresent());
    }

    @Test
    void a_contract_that_refers_to_what_it_lacks_is_not_read() {
        QuickCheck check = new QuickCheck(new JsonObject());
        JsonObject schema = new JsonObject().put("$ref", "#/components/schemas/Nothing");

        assertThrows(IllegalStateException.class, () -> check.of(schema));
    }

    @Test
    void of_what_the_contract_does_not_have_nothing_passes() {
        assertFalse(Contract.SERVED.isPlainlyRight("POST /api/elsewhere", push()));
    }
}
