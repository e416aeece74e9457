package io.prepstation.hub.store;

/// A received session: the upload as hashed, and what is looked up by.
///
/// @param bundle the upload's canonical text
/// @param auditSequence of the last audit event of the upload: how far the station's trail was
/// @param receipt the hub's answer as JSON text, given again to whoever uploads the same
public record StoredSession(
        String id,
        String labId,
        String stationId,
        String formulaId,
        String formulaVersionId,
        String status,
        long startedAt,
        String bundle,
        String contentHash,
        String recordHash,
        long auditSequence,
        String auditHash,
        String receipt,
        long feedSeq) {}
