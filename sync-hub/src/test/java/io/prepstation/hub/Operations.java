package io.prepstation.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.prepstation.model.record.Json;

/// Operations as a station would push them.
public final class Operations {

    public static final String TEMP_LOT = "temp_1730534400000_a7b3c2_lots";
    public static final String TEMP_CONTAINER = "temp_1730534400001_b8c4d3_containers";

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private Operations() {}

    public static ObjectNode operation(
            String kind, String entityType, String entityId, ObjectNode data) {
        ObjectNode operation =
                Json.object()
                        .put("id", IDS.generate().toString())
                        .put("operation", kind)
                        .put("entityType", entityType)
                        .put("entityId", entityId)
                        .put("timestamp", 1_730_534_400_000L);
        operation.set("data", data);
        return operation;
    }

    /// By the supervisor `sam`, on a version.
    public static ObjectNode update(String entityType, String id, int base, ObjectNode data) {
        return operation("update", entityType, id, data)
                .put("baseVersion", base)
                .put("userId", "sam");
    }

    public static ObjectNode delete(String entityType, String id, int base) {
        return operation("delete", entityType, id, Json.object())
                .put("baseVersion", base)
                .put("userId", "anna");
    }

    public static ObjectNode lot(String tempId, String ingredientId, String lotNumber) {
        return operation(
                "create",
                "lots",
                tempId,
                Json.object()
                        .put("ingredientId", ingredientId)
                        .put("lotNumber", lotNumber)
                        .put("expiresOn", "2027-01-31")
                        .put("status", "quarantine")
                        .put("remainingG", "500.0"));
    }

    public static ObjectNode container(String tempId, String lotId, String code) {
        return operation(
                "create",
                "containers",
                tempId,
                Json.object()
                        .put("code", code)
                        .put("lotId", lotId)
                        .put("tareG", "12.3400")
                        .put("status", "in_use"));
    }

    public static ObjectNode request(ObjectNode... operations) {
        ObjectNode request = Json.object();
        ArrayNode list = request.putArray("operations");
        for (ObjectNode operation : operations) {
            list.add(operation);
        }
        return request;
    }
}
