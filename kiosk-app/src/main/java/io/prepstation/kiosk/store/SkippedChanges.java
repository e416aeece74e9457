package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Orphans.Ref;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Things whose copy of the hub's could not be shown when it came: it did not fit beside what was here. They are looked at again
/// with each page, because what they needed may have come, or gone, since.
public final class SkippedChanges {

    private static final String KEY = "skipped";
    private static final String THINGS = "things";

    /// More than these are found by the comparison with the hub, a night later.
    private static final int MOST = 500;

    private SkippedChanges() {}

    /// Has a thing looked at again.
    public static void note(WriteHandle handle, String type, String id) {
        Set<Ref> all = all(handle);
        if (all.size() < MOST && all.add(new Ref(type, id))) {
            put(handle, all);
        }
    }

    /// What comes now says everything anew.
    static void forget(WriteHandle handle) {
        put(handle, Set.of());
    }

    /// In the order they were skipped.
    static Set<Ref> all(ReadHandle handle) {
        return SyncState.get(handle, KEY).map(SkippedChanges::read).orElseGet(LinkedHashSet::new);
    }

    static void put(WriteHandle handle, Collection<Ref> things) {
        ObjectNode all = Json.object();
        ArrayNode list = all.putArray(THINGS);
        things.forEach(thing -> list.addObject().put("type", thing.type()).put("id", thing.id()));
        SyncState.put(handle, KEY, all.toString());
    }

    private static Set<Ref> read(String text) {
        Set<Ref> things = new LinkedHashSet<>();
        try {
            Json.parseObject(text)
                    .path(THINGS)
                    .valueStream()
                    .map(one -> new Ref(one.path("type").asText(), one.path("id").asText()))
                    .forEach(things::add);
        } catch (MalformedJson e) {
            throw new IllegalStateException("this station wrote what it cannot read", e);
        }
        return things;
    }
}
