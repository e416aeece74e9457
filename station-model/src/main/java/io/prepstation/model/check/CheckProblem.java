package io.prepstation.model.check;

import java.time.Instant;
import java.time.LocalDate;

/// Why a balance is not ready.
public sealed interface CheckProblem {

    /// It was never checked so, or not with the weights the plan has now.
    record NeverChecked(CheckKind kind) implements CheckProblem {}

    /// @param last when it was last checked
    record Overdue(CheckKind kind, Instant last) implements CheckProblem {}

    /// The last check failed.
    record Failed(CheckKind kind, Instant at) implements CheckProblem {}

    /// @param until the last day the calibration held
    record CalibrationOver(LocalDate until) implements CheckProblem {}
}
