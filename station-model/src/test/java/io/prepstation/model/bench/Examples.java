package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.RescalePlanner;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Attestation;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A lab, a balance, a formula and its sessions, for tests of the bench.
public final class Examples {

    public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    public static final String FORMULA = "PRM00936";
    public static final User OPERATOR = new User("u-1", "A. Operator", Set.of(Role.OPERATOR), true);
    public static final User SUPERVISOR =
            new User("u-2", "B. Supervisor", Set.of(Role.SUPERVISOR), true);
    public static final Approval APPROVAL =
            new Approval(SUPERVISOR, Authentication.CHOSEN, "usable", "");
    public static final Mass D = Mass.grams("0.001");
    public static final BalanceIdentity BALANCE =
            new BalanceIdentity("SIM520", "SIM0001", Mass.grams("520.000"), D);
    public static final BalanceIdentity OTHER_BALANCE =
            new BalanceIdentity("SIM520", "SIM0002", Mass.grams("520.000"), D);
    public static final BalanceStatus ONLINE = new Online(BALANCE);
    public static final BalanceStatus OFFLINE =
            new Offline(new OfflineCause.Port(OfflineReason.UNPLUGGED, "/dev/ttyUSB0 is gone"));
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
                contextFor(LITRE),
                IntStream.rangeClosed(1, steps).mapToObj(n -> step(id, n, LITRE)).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    /// The same session where some steps ask more than a mass.
    public static SessionRecord asking(SessionRecord record, Function<Step, Set<LineRule>> rules) {
        return withSteps(
                record,
                record.steps().stream().map(step -> asking(step, rules.apply(step))).toList());
    }

    private static Step asking(Step step, Set<LineRule> rules) {
        return new Step(
                step.id(),
                step.sessionId(),
                step.sequence(),
                step.ingredientId(),
                step.requiredCode(),
                step.ingredientName(),
                step.tolerance(),
                step.status(),
                rules);
    }

    /// The session after somebody has read the hazards of a step's ingredient.
    public static SessionRecord acknowledged(SessionRecord record, String stepId) {
        List<Attestation> more = new ArrayList<>(record.attestations());
        more.add(
                new Attestation(
                        stepId, Attestation.HAZARDS, "Danger", START, OPERATOR.id(), null, null));
        return new SessionRecord(
                record.session(),
                record.context(),
                record.steps(),
                record.dispenses(),
                record.deviations(),
                more,
                record.signatures());
    }

    private static SessionRecord withSteps(SessionRecord record, List<Step> steps) {
        return new SessionRecord(
                record.session(),
                record.context(),
                steps,
                record.dispenses(),
                record.deviations(),
                record.attestations(),
                record.signatures());
    }

    /// The same session for another amount.
    public static SessionRecord scaled(SessionRecord record, BigDecimal litres) {
        Amount amount = new Amount(litres, AmountUnit.LITRE);
        return new SessionRecord(
                record.session(),
                contextFor(amount),
                record.steps().stream()
                        .map(step ->
                                step.withTolerance(
                                        step(record.id(), step.sequence(), amount).tolerance()))
                        .toList(),
                record.dispenses(),
                record.deviations(),
                record.attestations(),
                record.signatures());
    }

    /// How the batch would grow after an overshoot.
    public static RescalePlan plan(SessionRecord record, Dispense overshoot) {
        return new RescalePlanner(
                        LITRE,
                        new Feasibility(BALANCE.maximum(), D, Mass.grams("0.020"), Mass.grams("0")))
                .plan(
                        record.context().amount(),
                        record.steps().stream()
                                .map(step -> held(record, step, overshoot))
                                .toList());
    }

    /// The session after its batch grew around an overshoot.
    public static SessionRecord grown(
            SessionRecord record, Dispense overshoot, RescalePlan.Possible plan) {
        SessionRecord scaled = scaled(dispensed(record, overshoot), plan.after().value());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < scaled.steps().size(); i++) {
            Step step = scaled.steps().get(i);
            steps.add(
                    plan.targets().get(i).toppedUp() ? step.withStatus(StepStatus.PENDING) : step);
        }
        return new SessionRecord(
                scaled.session(),
                scaled.context(),
                steps,
                scaled.dispenses(),
                scaled.deviations(),
                scaled.attestations(),
                scaled.signatures());
    }

    private static RescalePlanner.Held held(SessionRecord record, Step step, Dispense overshoot) {
        Optional<Mass> before = record.netOf(step);
        Optional<Mass> in =
                step.id().equals(overshoot.stepId())
                        ? Optional.of(before.map(overshoot.net()::plus).orElse(overshoot.net()))
                        : before;
        return new RescalePlanner.Held(line(step.sequence()), in.orElse(null), null);
    }

    private static FormulaLine line(int sequence) {
        return new FormulaLine(
                sequence,
                "i-" + sequence,
                BigDecimal.TEN.multiply(BigDecimal.valueOf(sequence)),
                new Deviation.Absolute(new BigDecimal("0.050")),
                new Deviation.Percent(BigDecimal.TWO));
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

    /// The session after a part of a step was committed: its step waits for the rest.
    public static SessionRecord partly(SessionRecord record, Dispense part) {
        List<Dispense> dispenses = new ArrayList<>(record.dispenses());
        dispenses.add(part);
        return with(record, record.session(), record.steps(), dispenses);
    }

    public static SessionRecord ended(SessionRecord record, SessionStatus status, Instant at) {
        return with(record, record.session().ended(status, at), record.steps(), record.dispenses());
    }

    public static String code(int sequence) {
        return "ING-%04d".formatted(sequence);
    }

    private static SessionContext contextFor(Amount amount) {
        return new SessionContext(
                "lab-1",
                "station-1",
                FORMULA,
                "Buffer",
                1,
                OPERATOR.name(),
                amount,
                BALANCE.model(),
                BALANCE.serialNumber(),
                true,
                "Europe/Berlin",
                "0".repeat(64),
                1);
    }

    private static Step step(String sessionId, int sequence, Amount amount) {
        return new Step(
                sessionId + "-" + sequence,
                sessionId,
                sequence,
                "i-" + sequence,
                code(sequence),
                "Ingredient " + sequence,
                new Scaling(amount, LITRE, D).line(line(sequence)).tolerance(),
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
                record.attestations(),
                record.signatures());
    }
}
