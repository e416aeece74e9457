package io.prepstation.hub.sync;

import io.prepstation.hub.store.ReferenceTable.Reference;
import io.prepstation.hub.store.ReferenceTable.Target;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lots and containers that a received session names, as references: nobody deletes them under a signed record (SYN-6), and
/// only the hub knows the sessions of every station. Each is there once per session, however many weighings name it.
final class WeighedThings {

    private final Map<Target, Reference> references = new LinkedHashMap<>();
    private final String sessionId;
    private final Map<String, Long> numbers;

    private WeighedThings(String sessionId, Map<String, Long> numbers) {
        this.sessionId = sessionId;
        this.numbers = numbers;
    }

    /// Keeps them with the session, in the caller's transaction.
    static void keep(Tables tables, WireSession session) {
        Map<String, Long> numbers = tables.idMappings().find(session.labId(), named(session));
        WeighedThings things = new WeighedThings(session.id(), numbers);
        int index = 0;
        for (WireDispense dispense : session.dispenses()) {
            things.add(index, dispense);
            index++;
        }
        tables.references().insert(things.all());
    }

    private static Set<String> named(WireSession session) {
        Set<String> named = new HashSet<>();
        for (WireDispense dispense : session.dispenses()) {
            String lot = dispense.lotId();
            String container = dispense.containerId();
            if (lot != null) {
                named.add(lot);
            }
            if (container != null) {
                named.add(container);
            }
        }
        return named;
    }

    private void add(int index, WireDispense dispense) {
        String lot = dispense.lotId();
        String container = dispense.containerId();
        if (lot != null) {
            add("dispenses[" + index + "].lotId", EntityType.LOTS, lot);
        }
        if (container != null) {
            add("dispenses[" + index + "].containerId", EntityType.CONTAINERS, container);
        }
    }

    private void add(String field, EntityType type, String id) {
        Long number = numbers.get(id);
        Target target = new Target(type, number == null ? id : number.toString());
        if (!TempId.isTempId(target.id())) {
            references.putIfAbsent(
                    target, new Reference(EntityType.SESSIONS, sessionId, field, target));
        }
    }

    private List<Reference> all() {
        return List.copyOf(references.values());
    }
}
