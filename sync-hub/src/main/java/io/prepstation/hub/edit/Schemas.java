package io.prepstation.hub.edit;

import io.prepstation.hub.edit.PushResult.OtherSchema;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Push.Operation;
import java.util.List;
import java.util.Optional;

/// Which schemas of operations this hub takes: its own, and the one before, so that hub and stations need not be updated on the
/// same day.
record Schemas(int newest) {

    static final Schemas TAKEN = new Schemas(Push.SCHEMA);

    /// Of an operation that does not say.
    private static final int FIRST = 1;

    int oldest() {
        return Math.max(FIRST, newest - 1);
    }

    /// What is wrong with the first that is not taken; empty if all are.
    Optional<OtherSchema> fault(List<Operation> operations) {
        return operations.stream().flatMap(operation -> fault(operation).stream()).findFirst();
    }

    private Optional<OtherSchema> fault(Operation operation) {
        int schema = operation.schema() == null ? FIRST : operation.schema();
        if (schema > newest) {
            return Optional.of(
                    new OtherSchema(
                            "NEWER_SCHEMA",
                            said(operation, schema) + "; update the hub, then sync again"));
        }
        return schema < oldest()
                ? Optional.of(
                        new OtherSchema(
                                "OLDER_SCHEMA",
                                said(operation, schema) + "; update the station, then sync again"))
                : Optional.empty();
    }

    private String said(Operation operation, int schema) {
        return "operation %s is written in schema %d, and this hub takes %s"
                .formatted(
                        operation.id(),
                        schema,
                        oldest() == newest ? newest : oldest() + " and " + newest);
    }
}
