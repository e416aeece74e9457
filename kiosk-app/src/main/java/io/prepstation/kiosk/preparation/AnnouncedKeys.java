package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The station's keys that its audit trail names.
///
/// @param newest the raw public key that was named last; empty if there is none
/// @param newestAt the event that named it
/// @param repeatedAt the first event that named a key once more, which no station does; 0 if there is none
record AnnouncedKeys(Map<String, String> all, String newest, long newestAt, long repeatedAt) {

    AnnouncedKeys {
        all = Map.copyOf(all);
    }

    /// @throws IllegalArgumentException if an event that names a key is unreadable
    static AnnouncedKeys of(ReadHandle handle) {
        Map<String, String> all = new HashMap<>();
        String[] newest = {""};
        long[] at = {0, 0};
        var _ =
                AuditTrail.firstOfKind(
                        handle,
                        AuditHeads.KEY_EVENT,
                        event -> {
                            newest[0] = key(event);
                            at[0] = event.sequence();
                            boolean again = all.put(SigningKey.idOf(newest[0]), newest[0]) != null;
                            at[1] = again && at[1] == 0 ? event.sequence() : at[1];
                            return Optional.empty();
                        });
        return new AnnouncedKeys(all, newest[0], at[0], at[1]);
    }

    Optional<String> byId(String id) {
        return Optional.ofNullable(all.get(id));
    }

    private static String key(AuditEvent event) {
        try {
            ObjectNode body = Json.parseObject(event.body());
            return body.at("/details/publicKey").asText();
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(
                    "audit event " + event.sequence() + " is unreadable", e);
        }
    }
}
