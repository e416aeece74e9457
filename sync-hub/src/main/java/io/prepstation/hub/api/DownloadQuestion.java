package io.prepstation.hub.api;

import io.prepstation.hub.store.Station;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import java.util.Set;

/// What a station wants to load. Equal questions of one station may get the same bytes.
///
/// @param since only what was committed after that moment, epoch milliseconds; empty for everything
/// @param packed whether the lines come as a gzip file
/// @param resumable whether its rest may be asked for after a cut: of a packed GET
record DownloadQuestion(
        String stationId,
        String labId,
        Set<EntityType> types,
        OptionalLong since,
        boolean packed,
        boolean resumable) {

    static final String PACKED = "application/gzip";

    static DownloadQuestion of(
            Station station, HttpServerRequest request, Set<EntityType> types, OptionalLong since) {
        String accept = request.getHeader("Accept");
        boolean packed = accept != null && accept.contains(PACKED);
        return new DownloadQuestion(
                station.id(),
                station.labId(),
                types,
                since,
                packed,
                packed && request.method().equals(HttpMethod.GET));
    }

    String mediaType() {
        return packed ? PACKED : "application/x-ndjson";
    }
}
