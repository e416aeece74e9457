package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Copies;
import io.prepstation.kiosk.preparation.KeptCopy;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.Optional;
import java.util.function.Function;

/// The hub's copies of this station's signed heads and sessions, fetched page by page (REC-1).
public final class HubHeads implements Copies {

    /// The hub gave no answer to compare with; that says nothing about the records.
    public static final class NotThere extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotThere(String why) {
            super(why);
        }
    }

    private final HubClient hub;
    private final String url;

    public HubHeads(HubClient hub, String url) {
        this.hub = hub;
        this.url = url;
    }

    /// @throws NotThere if the hub does not answer
    @Override
    public <T> Optional<T> firstPresent(Function<KeptCopy, Optional<T>> check) {
        long after = 0;
        while (true) {
            ObjectNode page = page(after);
            for (JsonNode kept : page.path("heads")) {
                Optional<T> found = check.apply(head(kept)).or(() -> check.apply(session(kept)));
                if (found.isPresent()) {
                    return found;
                }
            }
            after = page.path("next").asLong();
            if (!page.path("hasMore").asBoolean()) {
                return Optional.empty();
            }
        }
    }

    private ObjectNode page(long after) {
        return switch (hub.auditHeads(after)) {
            case HubAnswer.Accepted<ObjectNode>(var page) -> page;
            case HubAnswer.Failed<ObjectNode>(var why) -> throw new NotThere(why.text());
        };
    }

    private KeptCopy head(JsonNode kept) {
        String where = where(kept);
        try {
            return new KeptCopy.Head(Json.read(kept.path("head"), AuditHead.class), where);
        } catch (MalformedJson e) {
            return new KeptCopy.Unreadable("the head is unreadable: " + e.getMessage(), where);
        }
    }

    private KeptCopy session(JsonNode kept) {
        return new KeptCopy.AtHub(
                kept.path("sessionId").asText(), kept.path("contentHash").asText(), where(kept));
    }

    private String where(JsonNode kept) {
        return "hub " + url + ", number " + kept.path("feedSeq").asText();
    }
}
