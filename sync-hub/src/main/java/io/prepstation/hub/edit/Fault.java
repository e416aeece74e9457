package io.prepstation.hub.edit;

import io.prepstation.model.sync.OperationStatus;
import org.jspecify.annotations.Nullable;

/// Why an operation was not done.
///
/// @param code for programs
/// @param field what is wrong
/// @param value what is in that field, if it names something
/// @param reason for people: what is wrong, and what to do
public record Fault(
        OperationStatus status,
        String code,
        @Nullable String field,
        @Nullable String value,
        String reason) {

    static Fault rejected(String code, @Nullable String field, String reason) {
        return new Fault(OperationStatus.REJECTED, code, field, null, reason);
    }

    static Fault blocked(String field, String tempId) {
        return new Fault(
                OperationStatus.BLOCKED,
                "PARENT_MISSING",
                field,
                tempId,
                "the hub has no number for " + tempId + " yet; send this again after its create");
    }

    static Fault noParent(String field, String id) {
        return new Fault(
                OperationStatus.REJECTED,
                "PARENT_MISSING",
                field,
                id,
                "there is no " + field + " " + id + " in this lab");
    }

    /// Ends an operation from within.
    static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        Stop(Fault fault) {
            super(fault.reason(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    Stop stop() {
        return new Stop(this);
    }
}
