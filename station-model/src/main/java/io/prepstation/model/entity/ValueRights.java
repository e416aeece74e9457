package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.EntityType;
import java.util.Optional;

/// What some values need beyond the permission to write their type. Station and hub ask the same.
public final class ValueRights {

    private static final String STATUS = "status";
    private static final String RELEASED = "released";

    private ValueRights() {}

    /// @param type on the wire
    /// @param before the fields as they were; of a new one, none
    /// @param after the fields as they are to be
    /// @return the permission that the author needs besides
    public static Optional<Permission> needed(String type, JsonNode before, JsonNode after) {
        boolean released =
                type.equals(EntityType.LOTS.word())
                        && after.path(STATUS).asText().equals(RELEASED)
                        && !before.path(STATUS).asText().equals(RELEASED);
        return released ? Optional.of(Permission.RELEASE_LOTS) : Optional.empty();
    }
}
