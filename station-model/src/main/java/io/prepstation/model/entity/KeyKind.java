package io.prepstation.model.entity;

/// Who gives a new entity its id.
public enum KeyKind {
    /// The hub gives a number; until then the station uses a temporary id.
    HUB_NUMBER,
    /// The station's UUIDv7 is for ever.
    STATION_UUID,
    /// Only the hub makes such entities.
    HUB_ONLY
}
