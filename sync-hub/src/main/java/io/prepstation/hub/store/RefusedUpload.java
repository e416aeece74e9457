package io.prepstation.hub.store;

import java.time.Instant;

/// An upload that did not become a session, kept for whoever has to find out why.
///
/// @param code why, for programs
/// @param field the member that is wrong
/// @param reason why, for people
/// @param bundle the upload's canonical text
public record RefusedUpload(
        String sessionId,
        String contentHash,
        String labId,
        String stationId,
        String code,
        String field,
        String reason,
        String bundle,
        Instant refusedAt) {}
