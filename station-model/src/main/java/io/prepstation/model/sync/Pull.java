package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a station learns what others changed: `GET /api/sync/pull` and the live connection.
public final class Pull {

    /// The header of a push or upload in which a station says where it stands in the feed: the cursor that it stored last.
    public static final String CURSOR_HEADER = "Feed-Cursor";

    private Pull() {}

    /// A page of the feed. Changes and cursor belong into one transaction of the station.
    ///
    /// @param timestamp the hub's clock, epoch milliseconds
    /// @param nextTimestamp where the timestamp form goes on; never later than a change that is not sent
    /// @param nextCursor where the cursor form goes on
    /// @param headSeq the newest number of the feed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            @JsonProperty(required = true) boolean success,
            @JsonProperty(required = true) long timestamp,
            @JsonProperty(required = true) List<Change> changes,
            @JsonProperty(required = true) boolean hasMore,
            @JsonProperty(required = true) long nextTimestamp,
            @JsonProperty(required = true) String nextCursor,
            @JsonProperty(required = true) long headSeq) {}

    /// One change, in the order of the commits.
    ///
    /// @param entityType [EntityType] as a word; a type the station does not know is left out by it
    /// @param operation [OperationKind] as a word
    /// @param data the entity whole after a create or update, as it was before a delete
    /// @param hash of the entity's content, see [EntityShape#contentHash]
    /// @param updatedAt ISO 8601 in UTC
    /// @param originOperation the pushed operation it comes from: a station knows its own by it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String operation,
            @JsonProperty(required = true) ObjectNode data,
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) int version,
            @JsonProperty(required = true) String hash,
            @JsonProperty(required = true) String updatedAt,
            @JsonProperty(required = true) long feedSeq,
            @Nullable String originOperation) {}

    /// One message on the live connection `GET /api/sync/live`.
    ///
    /// The station says `hello` with its cursor first. The hub answers `hello` with the cursor it goes on from, or `reset`
    /// with a code (`OTHER_FEED`, `CURSOR_TOO_OLD`, `CURSOR_AHEAD`): the station needs a fresh download. Then it sends one
    /// `change` after the other. A change is applied only if `prevCursor` is the station's own cursor; else it pulls.
    ///
    /// @param type `hello`, `change` or `reset`
    /// @param cursor the place after this message
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Live(
            @JsonProperty(required = true) String type,
            @Nullable String prevCursor,
            @Nullable String cursor,
            @Nullable Long prevSeq,
            @Nullable Long seq,
            @Nullable Change change,
            @Nullable String code,
            @Nullable String detail) {}
}
