package io.prepstation.hub.edit;

import io.prepstation.model.sync.OperationStatus;
import io.prepstation.model.sync.Push.ConflictData;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.Push.Result;
import org.jspecify.annotations.Nullable;

/// The answers to operations.
final class Results {

    private Results() {}

    static Result failed(Operation operation, Fault fault) {
        return Result.refused(
                operation.id(),
                fault.status().word(),
                operation.entityType(),
                operation.entityId(),
                fault.code(),
                fault.field(),
                fault.value(),
                fault.reason());
    }

    /// @param tempId the temporary id the operation named the entity by; null if it was the hub's
    static Result applied(
            Operation operation, Entity entity, @Nullable String tempId, boolean merged) {
        return new Result(
                operation.id(),
                OperationStatus.APPLIED.word(),
                true,
                operation.entityType(),
                entity.id(),
                tempId,
                tempId == null ? null : Long.valueOf(entity.id()),
                entity.version(),
                entity.type().shape().contentHash(entity.data()),
                null,
                merged ? Boolean.TRUE : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// Done, and nothing that anybody follows came of it.
    static Result applied(Operation operation) {
        return Result.applied(
                operation.id(),
                operation.entityType(),
                operation.entityId(),
                null,
                null,
                null,
                null,
                null);
    }

    static Result conflict(
            Operation operation, Entity entity, String conflictId, ConflictData data) {
        return new Result(
                operation.id(),
                OperationStatus.CONFLICT.word(),
                false,
                operation.entityType(),
                data.duplicateOf() == null ? entity.id() : operation.entityId(),
                null,
                null,
                entity.version(),
                entity.type().shape().contentHash(entity.data()),
                null,
                null,
                true,
                conflictId,
                data,
                "CONFLICT",
                null,
                null,
                data.duplicateOf() == null
                        ? "somebody else changed the same; choose what is to hold"
                        : "there is one with the same key already; choose whether it is that one");
    }

    static Result at(Result result, long feedSeq) {
        return new Result(
                result.operationId(),
                result.status(),
                result.success(),
                result.entityType(),
                result.entityId(),
                result.tempId(),
                result.realId(),
                result.version(),
                result.hash(),
                feedSeq,
                result.merged(),
                result.conflict(),
                result.conflictId(),
                result.conflictData(),
                result.code(),
                result.field(),
                result.value(),
                result.reason());
    }

    /// A refusal that also says what became of the operation that had the id first.
    static Result beside(Result refused, Result first) {
        return new Result(
                refused.operationId(),
                refused.status(),
                false,
                refused.entityType(),
                first.entityId(),
                first.tempId(),
                first.realId(),
                first.success() ? first.version() : null,
                first.success() ? first.hash() : null,
                first.success() ? first.feedSeq() : null,
                null,
                null,
                null,
                null,
                refused.code(),
                refused.field(),
                refused.value(),
                refused.reason());
    }
}
