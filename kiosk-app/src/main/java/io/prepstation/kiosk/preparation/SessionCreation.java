package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Creates a session from a formula: the session, its steps, the operation for the hub and the audit event, in the
/// caller's one transaction (SES-5).
final class SessionCreation {

    private final StationFacts station;
    private final Supplier<String> ids;

    SessionCreation(StationFacts station, Supplier<String> ids) {
        this.station = station;
        this.ids = ids;
    }

    Outcome<SessionRecord> create(WriteHandle handle, CreateRequest request, Instant now) {
        if (!request.operator().mayPrepare()) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(request.operator().name(), "prepare formulas"));
        }
        Optional<Lab> known = MasterData.lab(handle);
        if (known.isEmpty()) {
            return new Outcome.Refused<>(new Refusal.LabUnknown());
        }
        Lab lab = known.get();
        Optional<CheckProblem> notReady = problem(handle, request.balance().identity(), lab, now);
        if (notReady.isPresent() && station.checks().enforcement() == Enforcement.BLOCK) {
            return new Outcome.Refused<>(
                    new Refusal.BalanceNotReady(
                            request.balance().identity().serialNumber(), notReady.get()));
        }
        Outcome<SessionRecord> created = createOn(handle, request, lab, now);
        return notReady.isPresent() && created instanceof Outcome.Saved(var record)
                ? Weighing.deviate(handle, record, deviation(record, notReady.get(), now))
                : created;
    }

    /// Why a balance is not ready; empty if it is.
    Optional<CheckProblem> problem(
            ReadHandle handle, BalanceIdentity balance, Lab lab, Instant now) {
        return station.checks()
                .problem(
                        balance,
                        BalanceRegister.last(handle, balance.serialNumber()),
                        now,
                        lab.timeZone());
    }

    private static SessionDeviation deviation(SessionRecord record, CheckProblem why, Instant now) {
        return new SessionDeviation(
                null,
                SessionDeviation.BALANCE_NOT_READY,
                "",
                "balance %s: %s"
                        .formatted(record.context().balanceSerial(), Problems.sentence(why)),
                now,
                record.session().operator());
    }

    private Outcome<SessionRecord> createOn(
            WriteHandle handle, CreateRequest request, Lab lab, Instant now) {
        Reviewing reviewing =
                FormulaReview.of(
                        handle,
                        request.formulaCode(),
                        request.size(),
                        request.balance().measured(handle),
                        now.atZone(lab.timeZone()).toLocalDate());
        return ifFeasible(reviewing, review -> insert(handle, request, lab, review, now));
    }

    /// Scales a session that nothing was dispensed in yet to another amount; its steps keep their ids.
    Outcome<SessionRecord> rescale(
            WriteHandle handle, SessionRecord record, AmountChange change, Instant now) {
        String versionId = record.session().formulaVersionId();
        if (!record.dispenses().isEmpty() || versionId == null) {
            return new Outcome.Refused<>(new Refusal.AlreadyDispensed(record.id()));
        }
        Reviewing reviewing =
                FormulaReview.scaled(
                        MasterData.version(handle, versionId).orElseThrow(),
                        change.size(),
                        change.balance().measured(handle));
        return ifFeasible(
                reviewing,
                review -> new Outcome.Saved<>(rescaled(handle, record, review, change.by(), now)));
    }

    private static Outcome<SessionRecord> ifFeasible(
            Reviewing reviewing, Function<Review, Outcome<SessionRecord>> write) {
        return switch (reviewing) {
            case Reviewing.Reviewed(var review) when review.feasible() -> write.apply(review);
            case Reviewing.Reviewed(var review) ->
                    new Outcome.Refused<>(
                            new Refusal.CannotBeWeighed(
                                    review.formula().code(),
                                    review.problems(),
                                    review.ingredientOf(review.problems().getFirst())));
            case Reviewing.Refused(var why) -> new Outcome.Refused<>(why);
            case Reviewing.Unreadable(var failure) -> new Outcome.NotSaved<>(failure);
        };
    }

    private Outcome<SessionRecord> insert(
            WriteHandle handle, CreateRequest request, Lab lab, Review review, Instant now) {
        OptionalInt attemptNo = FormulaCounter.nextAttempt(handle, review.formula().id());
        if (attemptNo.isEmpty()) {
            return new Outcome.Refused<>(new Refusal.FormulaLocked(review.formula().code()));
        }
        SessionRecord record = record(request, lab, review, attemptNo.getAsInt(), now);
        String operator = record.session().operator();
        SessionRepository.insert(handle, record);
        Outbox.enqueueCreate(
                handle, ids.get(), record.id(), Announcement.of(record), operator, now);
        SessionEvents.append(
                handle,
                now,
                "session_created",
                operator,
                record,
                withLastCheck(
                        handle,
                        record.context().balanceSerial(),
                        withSize(
                                Json.object()
                                        .put("formula", record.context().formulaCode())
                                        .put("attemptNo", record.session().attemptNo()),
                                review)));
        return new Outcome.Saved<>(record);
    }

    /// The record says how the amount was asked for, where it was not by an amount.
    private static ObjectNode withSize(ObjectNode details, Review review) {
        return review.size() instanceof Amount
                ? details
                : details.put("askedFor", review.size().toString());
    }

    /// The record carries which check the balance was trusted by.
    private static ObjectNode withLastCheck(
            ReadHandle handle, String balanceSerial, ObjectNode details) {
        BalanceRegister.last(handle, balanceSerial)
                .newest()
                .ifPresent(check ->
                        details.putObject("balanceCheck")
                                .put("id", check.id())
                                .put("kind", check.kind().word())
                                .put("result", check.passed() ? "passed" : "failed")
                                .put("at", check.at().toEpochMilli()));
        return details;
    }

    private SessionRecord record(
            CreateRequest request, Lab lab, Review review, int attemptNo, Instant now) {
        PreparationSession session =
                new PreparationSession(
                        ids.get(),
                        review.formula().id(),
                        review.version().id(),
                        attemptNo,
                        SessionStatus.IN_PROGRESS,
                        request.operator().id(),
                        now,
                        null);
        return new SessionRecord(
                session,
                context(request, lab, review),
                steps(session.id(), review),
                List.of(),
                List.of(),
                List.of());
    }

    private SessionContext context(CreateRequest request, Lab lab, Review review) {
        var balance = request.balance().identity();
        return new SessionContext(
                lab.key().labId(),
                station.stationId(),
                review.formula().code(),
                review.formula().name(),
                review.version().versionNo(),
                request.operator().name(),
                review.amount(),
                balance.model(),
                balance.serialNumber(),
                balance.simulated(),
                lab.timeZone().getId(),
                station.configHash(),
                1);
    }

    private List<Step> steps(String sessionId, Review review) {
        List<Step> steps = new ArrayList<>();
        for (Review.Line line : review.lines()) {
            var ingredient = line.ingredient();
            steps.add(
                    new Step(
                            ids.get(),
                            sessionId,
                            line.scaled().line().sequence(),
                            ingredient.id(),
                            ingredient.code(),
                            ingredient.name(),
                            line.scaled().tolerance(),
                            StepStatus.PENDING,
                            rules(line)));
        }
        return steps;
    }

    /// What the formula asks, and what the ingredient itself asks.
    private static Set<LineRule> rules(Review.Line line) {
        Set<LineRule> asked = line.scaled().line().rules();
        if (line.ingredient().hazards().isEmpty()) {
            return asked;
        }
        Set<LineRule> rules = EnumSet.of(LineRule.HAZARDS);
        rules.addAll(asked);
        return rules;
    }

    private static SessionRecord rescaled(
            WriteHandle handle, SessionRecord record, Review review, String by, Instant now) {
        Amount before = record.context().amount();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < record.steps().size(); i++) {
            Step step = record.steps().get(i);
            steps.add(step.withTolerance(review.lines().get(i).scaled().tolerance()));
        }
        SessionRepository.rescale(handle, record.id(), review.amount(), steps);
        SessionRecord changed = SessionRepository.find(handle, record.id()).orElseThrow();
        SessionEvents.append(
                handle,
                now,
                "amount_changed",
                by,
                changed,
                withSize(
                        Json.object()
                                .put("before", before.toString())
                                .put("after", review.amount().toString()),
                        review));
        return changed;
    }
}
