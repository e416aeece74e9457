package io.prepstation.kiosk.preparation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a lab's file is held against, from outside of it.
///
/// @param hubKeys raw public keys of hubs by their id; receipts of other keys are not checked
/// @param stationKey the raw public key of this station, with which the newest heads must be signed; empty where it is
///     not known, as on another machine
/// @param copies in the order they were written
public record Evidence(
        Map<String, String> hubKeys, Optional<String> stationKey, List<Copies> copies) {

    /// The file alone.
    public static final Evidence NONE = new Evidence(Map.of(), Optional.empty(), List.of());

    public Evidence {
        hubKeys = Map.copyOf(hubKeys);
        copies = List.copyOf(copies);
    }
}
