package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.List;
import java.util.Objects;

/// What a station showed of its audit trail, session by session, so that it can be held against the trail it has now
/// (REC-1).
public final class AuditHeads {

    private static final int PAGE = 200;

    private final HubDatabase database;

    public AuditHeads(HubDatabase database) {
        this.database = database;
    }

    /// `{"heads":[{"sessionId","contentHash","feedSeq","head":{…}}],"next","hasMore"}` in the order of receipt.
    ///
    /// @param after the feed number of the last head that was read; 0 for the first page
    public ObjectNode page(Station station, long after) throws StoreException {
        String key = Objects.requireNonNullElse(station.publicKey(), "");
        List<StoredSession> found =
                database.read(tables ->
                        tables.sessions().ofKeyAfter(station.labId(), key, after, PAGE + 1));
        List<StoredSession> shown = found.subList(0, Math.min(PAGE, found.size()));
        ObjectNode page = Json.object();
        ArrayNode heads = page.putArray("heads");
        shown.forEach(session -> heads.add(head(session)));
        return page.put("next", shown.isEmpty() ? after : shown.getLast().feedSeq())
                .put("hasMore", found.size() > PAGE);
    }

    private static ObjectNode head(StoredSession session) {
        try {
            ObjectNode head =
                    Json.object()
                            .put("sessionId", session.id())
                            .put("contentHash", session.contentHash())
                            .put("feedSeq", session.feedSeq());
            head.set("head", Json.parseObject(session.bundle()).path("auditHead"));
            return head;
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "session " + session.id() + " was altered in the store; run: hub verify", e);
        }
    }
}
