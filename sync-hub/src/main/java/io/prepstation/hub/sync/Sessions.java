package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Hands out received sessions as they were received; each one is checked against its hashes on the way.
public final class Sessions {

    private static final int PAGE = 100;

    private final HubDatabase database;

    public Sessions(HubDatabase database) {
        this.database = database;
    }

    /// `{"session":{…},"receipt":{…}}`; empty if the lab has no such session.
    public Optional<ObjectNode> find(String labId, String id) throws StoreException {
        return database.read(tables -> tables.sessions().find(id))
                .filter(session -> session.labId().equals(labId))
                .map(Sessions::withReceipt);
    }

    /// A page of session heads after a place: `{"sessions":[…],"nextCursor","hasMore"}`; empty if the cursor is of
    /// another feed.
    ///
    /// @param cursor empty for the first page
    public Optional<ObjectNode> page(String labId, Optional<Cursor> cursor) throws StoreException {
        return database.read(tables -> {
            String epoch = tables.identity().find().map(HubIdentity::feedEpoch).orElseThrow();
            boolean known = cursor.map(place -> place.epoch().equals(epoch)).orElse(true);
            return known
                    ? Optional.of(page(tables, labId, cursor.orElse(new Cursor(epoch, 0))))
                    : Optional.empty();
        });
    }

    private static ObjectNode page(Tables tables, String labId, Cursor after) {
        List<StoredSession> found = tables.sessions().ofLabAfter(labId, after.feedSeq(), PAGE + 1);
        List<StoredSession> shown = found.subList(0, Math.min(PAGE, found.size()));
        ObjectNode page = Json.object();
        ArrayNode sessions = page.putArray("sessions");
        shown.forEach(session -> sessions.add(SessionHead.of(bundle(session))));
        long last = shown.isEmpty() ? after.feedSeq() : shown.getLast().feedSeq();
        return page.put("nextCursor", new Cursor(after.epoch(), last).toString())
                .put("hasMore", found.size() > PAGE);
    }

    private static ObjectNode withReceipt(StoredSession stored) {
        ObjectNode answer = Json.object();
        answer.set("session", bundle(stored).session());
        answer.set("receipt", Json.write(ReceiptText.read(stored.receipt())));
        return answer;
    }

    private static UploadBundle bundle(StoredSession stored) {
        try {
            return UploadBundle.parse(stored.bundle().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "session " + stored.id() + " was altered in the store; run: hub verify", e);
        }
    }
}
