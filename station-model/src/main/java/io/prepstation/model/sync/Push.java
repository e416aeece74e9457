package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a station brings its edits: `POST /api/sync/push`.
public final class Push {

    /// The schema that `data` of an operation is written in now. It grows when a field means something else than before; a field
    /// more does not change it.
    public static final int SCHEMA = 1;

    private Push() {}

    /// @param operations in any order; the hub applies parents before children
    /// @param clientTimestamp the station's clock, epoch milliseconds
    /// @param stationEpoch the life of the station's store; with another one than the registered the hub answers 409
    ///     unless `previousEpoch` is the registered one
    /// @param confirmedThrough the highest `opSeq` whose answer the station has stored
    /// @param idMappings numbers the hub gave before for temporary ids in these operations, should it have forgotten them
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonProperty(required = true) List<Operation> operations,
            @Nullable Long clientTimestamp,
            @Nullable String stationEpoch,
            @Nullable String previousEpoch,
            @Nullable Long confirmedThrough,
            @Nullable List<IdMapping> idMappings) {}

    /// One edit. Once sent it never changes: later edits are operations of their own.
    ///
    /// @param id lasting, unique among all stations; the key of exactly once
    /// @param operation [OperationKind] as a word
    /// @param entityType [EntityType] as a word
    /// @param entityId temporary for a create whose number the hub gives
    /// @param data all fields of a create, the changed ones of an update, `{}` for a delete; null takes a value away
    /// @param baseVersion the version the edit was made on
    /// @param baseHash the content hash of that version, see [EntityShape#contentHash]
    /// @param baseData what the author saw in the fields of `data`, and in those that belong together with them; of a delete, in
    ///     all; null where nothing was. It counts before what that version says: behind an answer that merged another edit in, the
    ///     station knows a version that nobody at it has seen
    /// @param timestamp of the edit, epoch milliseconds
    /// @param opSeq the station's running number within its epoch
    /// @param lastSyncTimestamp for edits without `baseVersion`: what the station's copy is as of
    /// @param userId who edited; without it the station itself, which may only create
    /// @param schema of `data`; 1 if it is left out
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Operation(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String operation,
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String entityId,
            @JsonProperty(required = true) ObjectNode data,
            @JsonProperty(required = true) long timestamp,
            @Nullable Integer baseVersion,
            @Nullable String baseHash,
            @Nullable ObjectNode baseData,
            @Nullable Integer version,
            @Nullable Long opSeq,
            @Nullable Long lastSyncTimestamp,
            @Nullable String userId,
            @Nullable String labId,
            @Nullable String tenantId,
            @Nullable Integer schema) {

        public Optional<OperationKind> kind() {
            return OperationKind.ofWord(operation);
        }

        public Optional<EntityType> type() {
            return EntityType.ofWord(entityType);
        }
    }

    /// @param processed how many operations the request had
    /// @param failed how many of them are rejected, blocked or to be sent again
    /// @param conflicts how many a person must look at
    /// @param results one per operation, found by its id, not by its place
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            @JsonProperty(required = true) boolean success,
            @JsonProperty(required = true) int processed,
            @JsonProperty(required = true) int failed,
            @JsonProperty(required = true) int conflicts,
            @JsonProperty(required = true) List<Result> results,
            @JsonProperty(required = true) List<IdMapping> idMappings) {}

    /// What became of one operation.
    ///
    /// @param status [OperationStatus] as a word
    /// @param success whether its effect is at the hub
    /// @param entityId at the hub, as text; the temporary one if the hub gave none
    /// @param realId the number given for `tempId`
    /// @param version of the entity after the operation
    /// @param hash of the entity's content after the operation
    /// @param feedSeq where the hub's feed has the effect; absent if nothing had to change
    /// @param merged whether the hub combined it with another edit of other fields
    /// @param code why it was not done, for programs, `PARENT_MISSING`
    /// @param field what is wrong
    /// @param value what is in that field, if it names something
    /// @param reason for people
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            @JsonProperty(required = true) String operationId,
            @JsonProperty(required = true) String status,
            @JsonProperty(required = true) boolean success,
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String entityId,
            @Nullable String tempId,
            @Nullable Long realId,
            @Nullable Integer version,
            @Nullable String hash,
            @Nullable Long feedSeq,
            @Nullable Boolean merged,
            @Nullable Boolean conflict,
            @Nullable String conflictId,
            @Nullable ConflictData conflictData,
            @Nullable String code,
            @Nullable String field,
            @Nullable String value,
            @Nullable String reason) {

        /// The hub has done it.
        public static Result applied(
                String operationId,
                String entityType,
                String entityId,
                @Nullable String tempId,
                @Nullable Long realId,
                @Nullable Integer version,
                @Nullable String hash,
                @Nullable Long feedSeq) {
            return new Result(
                    operationId,
                    OperationStatus.APPLIED.word(),
                    true,
                    entityType,
                    entityId,
                    tempId,
                    realId,
                    version,
                    hash,
                    feedSeq,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /// The hub has not done it, and there are no two sides to choose from.
        ///
        /// @param status [OperationStatus] as a word
        public static Result refused(
                String operationId,
                String status,
                String entityType,
                String entityId,
                @Nullable String code,
                @Nullable String field,
                @Nullable String value,
                @Nullable String reason) {
            return new Result(
                    operationId,
                    status,
                    false,
                    entityType,
                    entityId,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    code,
                    field,
                    value,
                    reason);
        }
    }

    /// The two sides of a conflict.
    ///
    /// @param localData the entity as the station wants it, whole
    /// @param serverData the entity as the hub has it, whole
    /// @param serverVersion the version of `serverData`: the base of a resolution
    /// @param conflictType [ConflictType] as a word
    /// @param affectedFields what both sides changed and say differently
    /// @param duplicateOf the entity that has the same natural key already, for a create
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConflictData(
            @JsonProperty(required = true) ObjectNode localData,
            @JsonProperty(required = true) ObjectNode serverData,
            @JsonProperty(required = true) int serverVersion,
            @JsonProperty(required = true) String conflictType,
            @JsonProperty(required = true) List<String> affectedFields,
            @Nullable String duplicateOf) {}

    /// The number the hub gave for a temporary id.
    public record IdMapping(
            @JsonProperty(required = true) String tempId,
            @JsonProperty(required = true) long realId,
            @JsonProperty(required = true) String entityType) {}
}
