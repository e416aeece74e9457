package io.prepstation.hub.people;

import io.prepstation.hub.store.Station;

/// Whether a token opens the door.
public sealed interface StationAccess {

    record Granted(Station station) implements StationAccess {}

    record Unknown() implements StationAccess {}

    record Revoked(Station station) implements StationAccess {}

    /// The token was good once; its life is over.
    record Expired(Station station) implements StationAccess {}

    /// The station has another token by now: somebody holds a copy, or the station was set back.
    record Replaced(String stationId) implements StationAccess {}
}
