package io.prepstation.hub.store;

import java.util.Set;

/// Which received sessions somebody looks for.
///
/// @param status empty for all
/// @param stationId empty for all
/// @param text anywhere in the record; empty for all
/// @param from started then or later, epoch milliseconds
/// @param until started before
public record SessionSearch(
        Set<String> labIds, String status, String stationId, String text, long from, long until) {

    public SessionSearch {
        labIds = Set.copyOf(labIds);
    }

    public static SessionSearch all(Set<String> labIds) {
        return new SessionSearch(labIds, "", "", "", 0, Long.MAX_VALUE);
    }
}
