package io.prepstation.kiosk.preparation;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.LastChecks;
import io.prepstation.model.mass.Mass;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is known of a balance, and whether it is ready.
///
/// @param history checks with test weights, the oldest first
/// @param minimumWeight the smallest net mass that may be weighed on it
/// @param today in the lab's zone
public record BalanceReport(
        BalanceIdentity balance,
        CheckPlan plan,
        LastChecks last,
        Optional<CheckProblem> problem,
        List<BalanceCheck> history,
        Mass minimumWeight,
        LocalDate today) {

    public BalanceReport {
        history = List.copyOf(history);
    }
}
