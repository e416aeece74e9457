package io.prepstation.hub.people;

import io.prepstation.hub.store.Station;

/// Whether a token opens the door.
public sealed interface StationAccess {

    record Granted(Station station) implements StationAccess {}

    record Unknown() implements StationAccess {}

    record Revoked(Station station) implements StationAccess {}
}
