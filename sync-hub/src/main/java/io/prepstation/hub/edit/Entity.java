package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.EntityType;

/// An entity at the hub, whatever table it lies in.
///
/// @param data the whole entity in its wire form
/// @param version how often it was written: 1 when it was created
public record Entity(
        EntityType type, String id, String labId, ObjectNode data, int version, boolean deleted) {

    /// Its fields, without what is about it.
    ObjectNode content() {
        return type.shape().content(data);
    }
}
