package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A lab, a balance, a formula and its sessions, for tests of the bench.
public final class Examples {

    public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    public static final String FORMULA = "PRM00936";
    public static final User OPERATOR = new User("u-1", "A. Operator", Set.of(Role.OPERATOR), true);
    public static final Mass D = Mass.grams("0.001");
    public static final BalanceIdentity BALANCE =
            new BalanceIdentity("SIM520", "SIM0001", Mass.grams("520.000"), D);
    public static final BalanceIdentity OTHER_BALANCE =
            new BalanceIdentity("SIM520", "SIM0002", Mass.grams("520.000"), D);
    public static final BalanceStatus ONLINE = new Online(BALANCE);
    public static final BalanceStatus OFFLINE =
            new Offline(OfflineReason.UNPLUGGED, "/dev/ttyUSB0 is gone");
    public static final Amount LITRE = Amount.of("1", "L");
    public static final FormulaReview REVIEW = review(List.of());

    private Examples() {}

    public static FormulaReview review(List<Infeasible> problems) {
        return new FormulaReview(
                new Formula("7", FORMULA, "Buffer"),
                new FormulaVersion(
                        "v1",
                        "7",
                        1,
                        VersionStatus.APPROVED,
                        LocalDate.of(2026, 1, 1),
                        LITRE,
                        List.of()),
                LITRE,
                List.of(),
                Map.of(),
                problems);
    }

    /// A session just created: step n wants n × 10 g, from −0.05 g to +2 %.
    public static SessionRecord session(String id, int steps) {
        return new SessionRecord(
                new PreparationSession(
                        id, "7", "v1", 1, SessionStatus.IN_PROGRESS, OPERATOR.id(), START, null),
                new SessionContext(
                        "lab-1",
                        "station-1",
                        FORMULA,
                        "Buffer",
                        1,
                        OPERATOR.name(),
                        LITRE,
                        BALANCE.model(),
                        BALANCE.serialNumber(),
                        true,
                        "Europe/Berlin",
                        "0".repeat(64),
                        1),
                IntStream.rangeClosed(1, steps).mapToObj(n -> step(id, n, BigDecimal.ONE)).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    /// The same session for another amount.
    public static SessionRecord scaled(SessionRecord record, BigDecimal factor) {
        return with(
                record,
                record.session(),
                record.steps().stream()
                        .map(step -> step(record.id(), step.sequence(), factor))
                        .toList(),
                record.dispenses());
    }

    /// The session after a dispense was committed: its step is done.
    public static SessionRecord dispensed(SessionRecord record, Dispense dispense) {
        List<Dispense> dispenses = new ArrayList<>(record.dispenses());
        dispenses.add(dispense);
        return with(
                record,
                record.session(),
                record.steps().stream()
                        .map(step ->
                                step.id().equals(dispense.stepId())
                                        ? step.withStatus(StepStatus.DONE)
                                        : step)
                        .toList(),
                dispenses);
    }

    public static SessionRecord ended(SessionRecord record, SessionStatus status, Instant at) {
        return with(record, record.session().ended(status, at), record.steps(), record.dispenses());
    }

    public static String code(int sequence) {
        return "ING-%04d".formatted(sequence);
    }

    private static Step step(String sessionId, int sequence, BigDecimal factor) {
        Mass target = Mass.grams("10.000").times(BigDecimal.valueOf(sequence)).times(factor);
        Mass lower = target.minus(Mass.grams("0.050"));
        Mass upper = target.times(new BigDecimal("1.02"));
        return new Step(
                sessionId + "-" + sequence,
                sessionId,
                sequence,
                "i-" + sequence,
                code(sequence),
                "Ingredient " + sequence,
                new Tolerance(target, lower, upper),
                StepStatus.PENDING);
    }

    private static SessionRecord with(
            SessionRecord record,
            PreparationSession session,
            List<Step> steps,
            List<Dispense> dispenses) {
        return new SessionRecord(
                session,
                record.context(),
                steps,
                dispenses,
                record.deviations(),
                record.signatures());
    }
}
