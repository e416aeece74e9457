package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.FormulaLookup.Usable;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.formula.RescalePlan.Target;
import io.prepstation.model.formula.RescalePlanner;
import io.prepstation.model.formula.RescalePlanner.Held;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is recorded after an overshoot (WEI-8), each in the caller's one transaction.
final class Corrections {

    private Corrections() {}

    /// How the batch would grow around an overshoot that is not recorded yet.
    static RescalePlan plan(
            ReadHandle handle, SessionRecord record, Dispense overshoot, BalanceSetup balance) {
        String versionId = record.session().formulaVersionId();
        Usable usable =
                Optional.ofNullable(versionId)
                        .flatMap(id -> MasterData.version(handle, id))
                        .orElseThrow();
        List<Held> lines = new ArrayList<>();
        for (int i = 0; i < record.steps().size(); i++) {
            Step step = record.steps().get(i);
            lines.add(
                    new Held(
                            usable.version().lines().get(i),
                            netWith(record, step, overshoot).orElse(null),
                            Stock.left(handle, step.ingredientId()).orElse(null)));
        }
        return new RescalePlanner(
                        usable.version().base(),
                        balance.feasibility(),
                        StandingVessel.of(handle, record, overshoot, balance))
                .plan(record.context().amount(), lines);
    }

    /// Records the overshoot and lets the batch grow as the operator was shown; what falls short of its new limits is to
    /// be weighed again.
    static Outcome<SessionRecord> rescale(
            WriteHandle handle, SessionRecord record, BatchGrowth growth, Instant now) {
        Dispense overshoot = Weighing.toTheMillisecond(growth.overshoot());
        Optional<Outcome<SessionRecord>> decided = decidedAlready(record, overshoot);
        if (decided.isPresent()) {
            return decided.get();
        }
        RescalePlan plan = plan(handle, record, overshoot, growth.balance());
        if (!(plan instanceof Possible possible) || !possible.after().equals(growth.after())) {
            return new Outcome.Refused<>(new Refusal.PlanChanged(record.context().amount()));
        }
        Step step = record.step(overshoot.stepId()).orElseThrow();
        Weighing.insert(handle, record, overshoot, StepStatus.DONE, now);
        Stock.take(handle, record, overshoot, null);
        Amount before = record.context().amount();
        SessionRepository.insertDeviation(
                handle,
                record.id(),
                new SessionDeviation(
                        step.id(),
                        SessionDeviation.OVERSHOOT,
                        "rescaled",
                        "%s in, at most %s was allowed; the batch grows from %s to %s"
                                .formatted(
                                        netWith(record, step, overshoot).orElseThrow(),
                                        record.toleranceOf(step).upperLimit(),
                                        before,
                                        possible.after()),
                        now,
                        overshoot.by()));
        grow(handle, record, possible);
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                now,
                "batch_rescaled",
                overshoot.by(),
                after,
                Json.object()
                        .put("before", before.toString())
                        .put("after", possible.after().toString())
                        .put("topUps", possible.topUps().size()));
        return new Outcome.Saved<>(after);
    }

    /// Records a weight outside its limits for which a supervisor stands with name and reason.
    static Outcome<SessionRecord> override(
            WriteHandle handle,
            SessionRecord record,
            Dispense outside,
            Approval approval,
            Instant now) {
        Dispense dispense = Weighing.toTheMillisecond(outside);
        Optional<Outcome<SessionRecord>> decided = decidedAlready(record, dispense);
        if (decided.isPresent()) {
            return decided.get();
        }
        if (!Approvals.stands(handle, approval, Permission.OVERRIDE)) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(
                            approval.by().name(), "approve weights outside their limits"));
        }
        Optional<Refusal> alone = Witnesses.aloneRefusal(record, dispense, approval);
        if (alone.isPresent()) {
            return new Outcome.Refused<>(alone.get());
        }
        return new Outcome.Saved<>(
                Approvals.record(
                        handle,
                        record,
                        dispense,
                        approval,
                        new Approvals.Exemption(
                                SessionDeviation.OVERRIDE, approval.text(), "override_approved"),
                        now));
    }

    /// Empty if the overshoot may be recorded: it is the turn of its step, stable, and indeed too much.
    private static Optional<Outcome<SessionRecord>> decidedAlready(
            SessionRecord record, Dispense dispense) {
        Optional<Outcome<SessionRecord>> known = Weighing.recordedBefore(record, dispense);
        if (known.isPresent()) {
            return known;
        }
        Optional<Refusal> refusal = DispenseCheck.unfit(record, dispense);
        if (refusal.isPresent()) {
            return Optional.of(new Outcome.Refused<>(refusal.get()));
        }
        Step step = record.step(dispense.stepId()).orElseThrow();
        Mass net = netWith(record, step, dispense).orElseThrow();
        Verdict verdict = record.toleranceOf(step).verdict(net);
        return verdict == Verdict.OVER
                ? Optional.empty()
                : Optional.of(
                        new Outcome.Refused<>(
                                new Refusal.OutsideTolerance(
                                        record.toleranceOf(step), net, verdict)));
    }

    private static void grow(WriteHandle handle, SessionRecord record, Possible plan) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < record.steps().size(); i++) {
            Step step = record.steps().get(i);
            Target target = plan.targets().get(i);
            steps.add(step.withTolerance(target.tolerance()));
            if (target.toppedUp()) {
                SessionRepository.setStepStatus(handle, step.id(), StepStatus.PENDING);
            }
        }
        SessionRepository.rescale(handle, record.id(), plan.after(), steps);
    }

    private static Optional<Mass> netWith(SessionRecord record, Step step, Dispense overshoot) {
        Optional<Mass> before = record.netOf(step);
        return step.id().equals(overshoot.stepId())
                ? Optional.of(before.map(overshoot.substance()::plus).orElse(overshoot.substance()))
                : before;
    }
}
