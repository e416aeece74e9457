package io.prepstation.model.check;

import io.prepstation.model.balance.BalanceIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How often a site checks its balance, and with what.
///
/// @param every after so long the test weights are due again
/// @param repeatabilityEvery after so long the scatter is due again; zero for never
/// @param weights none if the site keeps no checks
/// @param calibratedUntil the last day of the balance's calibration; null if it is not kept here
public record CheckPlan(
        Enforcement enforcement,
        Duration every,
        Duration repeatabilityEvery,
        List<TestWeight> weights,
        @Nullable LocalDate calibratedUntil) {

    /// Of a site that checks nothing here.
    public static final CheckPlan NONE =
            new CheckPlan(Enforcement.BLOCK, Duration.ZERO, Duration.ZERO, List.of(), null);

    public CheckPlan {
        weights = List.copyOf(weights);
    }

    /// The weights this balance can carry.
    public List<TestWeight> weightsFor(BalanceIdentity balance) {
        return weights.stream()
                .filter(weight -> weight.mass().isAtMost(balance.maximum()))
                .toList();
    }

    /// The lightest weight tells the scatter: near zero it is the balance's own.
    public Optional<TestWeight> repeatabilityWeight(BalanceIdentity balance) {
        return weightsFor(balance).stream().min(Comparator.comparing(TestWeight::mass));
    }

    /// What a check of that kind puts on the balance; empty if the plan has none.
    public Optional<CheckRun> run(CheckKind kind, BalanceIdentity balance) {
        return switch (kind) {
            case WEIGHTS ->
                    Optional.of(weightsFor(balance))
                            .filter(loads -> !loads.isEmpty())
                            .map(loads -> CheckRun.ofWeights(balance, loads));
            case REPEATABILITY ->
                    repeatabilityWeight(balance)
                            .map(weight -> CheckRun.ofRepeatability(balance, weight));
        };
    }

    /// The first weight among them whose certificate has run out: no check may be made with it.
    public static Optional<TestWeight> expired(List<TestWeight> weights, LocalDate today) {
        return weights.stream().filter(weight -> !weight.certifiedOn(today)).findFirst();
    }

    /// When a check of that kind is due again after this one; empty if the plan has none.
    public Optional<Instant> due(CheckKind kind, Instant last) {
        return planned(kind) ? Optional.of(last.plus(interval(kind))) : Optional.empty();
    }

    /// Why the balance is not ready; empty if it is.
    public Optional<CheckProblem> problem(
            BalanceIdentity balance, LastChecks last, Instant now, ZoneId zone) {
        return calibration(now, zone)
                .or(() -> problem(CheckKind.WEIGHTS, balance, last, now))
                .or(() -> problem(CheckKind.REPEATABILITY, balance, last, now));
    }

    private Optional<CheckProblem> calibration(Instant now, ZoneId zone) {
        LocalDate until = calibratedUntil;
        return until != null && now.atZone(zone).toLocalDate().isAfter(until)
                ? Optional.of(new CheckProblem.CalibrationOver(until))
                : Optional.empty();
    }

    private Optional<CheckProblem> problem(
            CheckKind kind, BalanceIdentity balance, LastChecks last, Instant now) {
        if (!planned(kind)) {
            return Optional.empty();
        }
        List<TestWeight> loads = loads(kind, balance);
        if (loads.isEmpty()) {
            return Optional.empty();
        }
        Optional<BalanceCheck> covering = last.of(kind).filter(check -> check.covers(loads));
        if (covering.isEmpty()) {
            return Optional.of(new CheckProblem.NeverChecked(kind));
        }
        BalanceCheck check = covering.get();
        if (!check.passed()) {
            return Optional.of(new CheckProblem.Failed(kind, check.at()));
        }
        return holds(check.at(), interval(kind), now)
                ? Optional.empty()
                : Optional.of(new CheckProblem.Overdue(kind, check.at()));
    }

    private List<TestWeight> loads(CheckKind kind, BalanceIdentity balance) {
        return switch (kind) {
            case WEIGHTS -> weightsFor(balance);
            case REPEATABILITY -> repeatabilityWeight(balance).stream().toList();
        };
    }

    private boolean planned(CheckKind kind) {
        return !weights.isEmpty() && interval(kind).isPositive();
    }

    private Duration interval(CheckKind kind) {
        return switch (kind) {
            case WEIGHTS -> every;
            case REPEATABILITY -> repeatabilityEvery;
        };
    }

    /// A check that lies in the future counts for nothing: the clock was set back since.
    private static boolean holds(Instant last, Duration interval, Instant now) {
        return !last.isAfter(now) && now.isBefore(last.plus(interval));
    }
}
