package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;

/// One entity as the station keeps it.
///
/// @param type its word on the wire, `lots`
/// @param id the hub's number, a temporary id, or a UUID, as text
/// @param fields as on the wire; a field without value is left out
public record StoredEntity(String type, String id, ObjectNode fields, EntityMetadata metadata) {

    public StoredEntity {
        fields = fields.deepCopy();
    }

    /// The text of a field; empty if it has none.
    public String text(String field) {
        return fields.path(field).asText("");
    }

    /// As the record of its type, `Lot`.
    ///
    /// @throws StoreException if the row cannot be read as one
    public <T> T as(Class<T> record) throws StoreException {
        try {
            return Json.read(fields.deepCopy().put("id", id), record);
        } catch (MalformedJson e) {
            throw new StoreException(
                    StoreException.Reason.CORRUPT,
                    "The row %s of %s cannot be read: %s. Run: station verify"
                            .formatted(id, type, e.getMessage()),
                    e);
        }
    }
}
