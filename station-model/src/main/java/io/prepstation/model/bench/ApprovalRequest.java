package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchState.Correcting;

/// What a supervisor is asked to approve.
public sealed interface ApprovalRequest {

    /// A weight outside its limits is to be recorded as it is.
    record Overriding(Correcting from) implements ApprovalRequest {}

    /// A formula that failed too often is to be tried again.
    record Unlock(String formulaCode) implements ApprovalRequest {}
}
