package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conflicts the hub keeps, and how they are resolved: `GET /api/sync/conflicts`, `POST /api/sync/resolve-conflict`.
public final class Conflicts {

    private Conflicts() {}

    /// @param conflicts newest first
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            @JsonProperty(required = true) List<Conflict> conflicts,
            @JsonProperty(required = true) int open,
            @Nullable String next) {}

    /// @param id to resolve it by
    /// @param operationId the operation that met somebody else's
    /// @param serverVersion of `serverData`: the `baseVersion` of a resolution
    /// @param detectedAt epoch milliseconds
    /// @param status `open` or `resolved`
    /// @param resolution [Resolution] as a word, once it is resolved
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Conflict(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String operationId,
            @JsonProperty(required = true) String stationId,
            @JsonProperty(required = true) String operation,
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String entityId,
            @JsonProperty(required = true) ObjectNode localData,
            @JsonProperty(required = true) ObjectNode serverData,
            @JsonProperty(required = true) int serverVersion,
            @JsonProperty(required = true) String conflictType,
            @JsonProperty(required = true) List<String> affectedFields,
            @Nullable String duplicateOf,
            @JsonProperty(required = true) long detectedAt,
            @JsonProperty(required = true) String status,
            @Nullable String resolution,
            @Nullable String resolvedBy,
            @Nullable Long resolvedAt) {}

    /// @param baseVersion the version that was shown: if the hub has a later one by now, the answer is 409
    /// @param userId who chose
    public record Request(
            @JsonProperty(required = true) String conflictId,
            @JsonProperty(required = true) Choice resolution,
            @JsonProperty(required = true) int baseVersion,
            @Nullable String userId) {}

    /// Takes a resolution back: `POST /api/sync/undo-resolution`. The entity says again what it said before, and the
    /// conflict is open again.
    ///
    /// @param baseVersion the version the resolution made; with a later one at the hub the answer is 409
    public record Undo(
            @JsonProperty(required = true) String conflictId,
            @JsonProperty(required = true) int baseVersion,
            @Nullable String userId) {}

    /// @param type [Resolution] as a word
    /// @param mergedData the fields as they are to be, for `manual`; for a duplicate `client-wins` needs another natural
    ///     key here ("keep both"), `server-wins` takes the one that is there
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Choice(
            @JsonProperty(required = true) String type, @Nullable ObjectNode mergedData) {}

    /// @param success whether it is resolved as was asked
    /// @param entity as it is now; absent if it is deleted
    /// @param before how it had been resolved when this was asked, by the same choice whose answer was lost or by another;
    ///     absent if this choice resolved it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            @JsonProperty(required = true) boolean success,
            @JsonProperty(required = true) String conflictId,
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String entityId,
            @JsonProperty(required = true) int version,
            @Nullable Long feedSeq,
            @Nullable ObjectNode entity,
            @JsonProperty(required = true) List<Push.IdMapping> idMappings,
            @Nullable Before before) {}

    /// @param resolution [Resolution] as a word
    /// @param by who chose it
    public record Before(
            @JsonProperty(required = true) String resolution,
            @JsonProperty(required = true) String by) {}
}
