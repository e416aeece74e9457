package io.prepstation.hub.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import java.time.Instant;

/// Rows of the feed as stations read them.
public final class WireChanges {

    private WireChanges() {}

    public static Pull.Change of(FeedRow row) {
        ObjectNode data = data(row);
        return new Pull.Change(
                row.entity(),
                row.operation(),
                data,
                row.id(),
                row.version(),
                hash(row, data),
                Instant.ofEpochMilli(row.committedAt()).toString(),
                row.feedSeq(),
                row.originOperation());
    }

    private static String hash(FeedRow row, ObjectNode data) {
        return EntityType.ofWord(row.entity())
                .map(type -> type.shape().contentHash(data))
                .orElse(row.hash());
    }

    private static ObjectNode data(FeedRow row) {
        try {
            return Json.parseObject(row.data());
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "change " + row.feedSeq() + " was altered in the store; run: hub verify", e);
        }
    }
}
