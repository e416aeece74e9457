package io.prepstation.hub.store;

/// What a lab has of an attachment.
///
/// @param size in bytes, when it is whole
/// @param received how many of them are here, from the first on
/// @param complete whether all are, with the right hash; it never changes then
/// @param lost whether the station that was to bring it said that it has it no more
public record StoredAttachment(
        String labId,
        String sha256,
        String mediaType,
        long size,
        long received,
        boolean complete,
        boolean lost) {}
