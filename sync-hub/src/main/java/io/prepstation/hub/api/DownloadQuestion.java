package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import java.util.Set;

/// What a station wants to load. Equal questions of one station may get the same bytes.
///
/// @param since only what was committed after that moment, epoch milliseconds; empty for everything
/// @param packed whether the lines come as a gzip file
record DownloadQuestion(
        String stationId, String labId, Set<EntityType> types, OptionalLong since, boolean packed) {

    static final String PACKED = "application/gzip";

    static DownloadQuestion of(
            Station station, HttpServerRequest request, Set<EntityType> types, OptionalLong since) {
        String accept = request.getHeader("Accept");
        return new DownloadQuestion(
                station.id(),
                station.labId(),
                types,
                since,
                accept != null && accept.contains(PACKED));
    }

    String mediaType() {
        return packed ? PACKED : "application/x-ndjson";
    }
}
