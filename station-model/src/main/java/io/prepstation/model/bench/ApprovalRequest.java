package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.people.Permission;

/// What a supervisor is asked to approve.
public sealed interface ApprovalRequest {

    /// What whoever approves must be allowed.
    default Permission permission() {
        return switch (this) {
            case Overriding _ -> Permission.OVERRIDE;
            case Unlock _ -> Permission.UNLOCK_FORMULA;
        };
    }

    /// A weight outside its limits is to be recorded as it is.
    record Overriding(Correcting from) implements ApprovalRequest {}

    /// A formula that failed too often is to be tried again.
    record Unlock(String formulaCode) implements ApprovalRequest {}
}
