package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Edits of containers as they are on the wire, each with an id of its own, and sent without a station's outbox.
final class RawEdits {

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Random random = new Random(20_261_121);

    /// A new container by nobody but the station.
    ObjectNode create(String code) {
        String tempId = TempId.draw(Instant.now(), random, EntityType.CONTAINERS).toString();
        return edit("create", tempId, container(code));
    }

    /// A change of one that was read in that version.
    ObjectNode update(String id, ObjectNode data, int baseVersion) {
        return edit("update", id, data)
                .put("baseVersion", baseVersion)
                .put("userId", EnrolledStation.OPERATOR);
    }

    static ObjectNode container(String code) {
        return Json.object().put("code", code).put("tareG", "12.3400").put("status", "clean");
    }

    static ObjectNode request(List<ObjectNode> operations) {
        ObjectNode request = Json.object();
        ArrayNode all = request.putArray("operations");
        operations.forEach(all::add);
        return request;
    }

    /// @throws IOException if the hub does not answer to the request as a whole
    static Push.Answer push(HubClient hub, List<ObjectNode> operations) throws IOException {
        if (hub.push(request(operations).toString(), "")
                instanceof Accepted<Push.Answer>(var answer)) {
            return answer;
        }
        throw new IOException("the hub took no edit");
    }

    private ObjectNode edit(String operation, String id, ObjectNode data) {
        ObjectNode edit =
                Json.object()
                        .put("id", ids.get())
                        .put("operation", operation)
                        .put("entityType", EntityType.CONTAINERS.word())
                        .put("entityId", id)
                        .put("timestamp", Instant.now().toEpochMilli());
        edit.set("data", data);
        return edit;
    }
}
