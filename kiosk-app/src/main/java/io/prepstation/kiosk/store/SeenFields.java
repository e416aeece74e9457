package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.sync.EntityType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the author of a change saw in the fields it is about. The hub judges by it whether somebody else changed them unseen: the
/// version that a row has may say more than the row, as long as the page with another edit that the hub merged in has not come.
final class SeenFields {

    private SeenFields() {}

    /// @param row the thing with all that is queued of it
    /// @param before what the changed fields said; of a deletion, all
    /// @return nothing of what the hub derives and what weighing estimates here, both of which differ without an edit
    /// @throws SQLException if a later change no longer says what was before it
    static ObjectNode of(
            ReadHandle handle,
            EntityDescriptor type,
            StoredEntity row,
            long opSeq,
            ObjectNode before)
            throws SQLException {
        ObjectNode seen = before.deepCopy();
        Set<String> missing = companions(type, before);
        if (!missing.isEmpty()) {
            List<ObjectNode> later = later(handle, row, opSeq);
            missing.forEach(field -> seen.set(field, then(field, row, later)));
        }
        seen.remove(unlike(type));
        return seen;
    }

    /// What belongs together with a changed field and was not changed.
    private static Set<String> companions(EntityDescriptor type, ObjectNode before) {
        Set<String> companions = new HashSet<>();
        type.conflicts().together().stream()
                .filter(group -> group.stream().anyMatch(before::has))
                .forEach(companions::addAll);
        companions.removeIf(before::has);
        companions.removeAll(unlike(type));
        return companions;
    }

    /// The next change of the field says what it was; without one it is as it was.
    private static JsonNode then(String field, StoredEntity row, List<ObjectNode> later) {
        JsonNode value =
                later.stream()
                        .filter(change -> change.has(field))
                        .findFirst()
                        .orElse(row.fields())
                        .path(field);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    private static List<ObjectNode> later(ReadHandle handle, StoredEntity row, long opSeq)
            throws SQLException {
        List<ObjectNode> later = new ArrayList<>();
        for (String before : textsLater(handle, row, opSeq)) {
            later.add(Shadows.parsed(before));
        }
        return later;
    }

    private static List<String> textsLater(ReadHandle handle, StoredEntity row, long opSeq) {
        return handle.sql()
                .list(
                        "SELECT before FROM outbox WHERE entity_type = ? AND entity_id = ? AND op_seq > ?"
                                + " AND before IS NOT NULL AND status <> 'acknowledged' ORDER BY op_seq",
                        change -> change.getString(1),
                        row.type(),
                        row.id(),
                        opSeq);
    }

    private static Set<String> unlike(EntityDescriptor type) {
        Set<String> unlike = new HashSet<>(type.writing().derived());
        EntityType.ofWord(type.word()).map(MaterialRepository::estimated).ifPresent(unlike::addAll);
        return unlike;
    }
}
