package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A session that a station brought to the hub, as the hub gives it back to that station: `GET /api/sync/sessions/{id}`.
///
/// @param text the upload, letter for letter
/// @param stationId which enrolment brought it
/// @param stationKey the raw public key of that enrolment, base64url; empty if the hub knows none
public record OwnSession(
        @JsonProperty(required = true) String sessionId,
        @JsonProperty(required = true) String contentHash,
        @JsonProperty(required = true) String text,
        @JsonProperty(required = true) Receipt receipt,
        @JsonProperty(required = true) String stationId,
        @JsonProperty(required = true) String stationKey) {

    /// Which there are, in the order of receipt: `GET /api/sync/sessions`.
    ///
    /// @param next what to ask for after this page
    public record Page(
            @JsonProperty(required = true) List<Entry> sessions,
            @JsonProperty(required = true) long next,
            @JsonProperty(required = true) boolean hasMore) {

        public Page {
            sessions = List.copyOf(sessions);
        }
    }

    public record Entry(
            @JsonProperty(required = true) String sessionId,
            @JsonProperty(required = true) String contentHash,
            @JsonProperty(required = true) long feedSeq) {}
}
