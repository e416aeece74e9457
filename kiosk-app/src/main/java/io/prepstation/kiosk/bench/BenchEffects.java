package io.prepstation.kiosk.bench;

import io.prepstation.device.balance.Balance;
import io.prepstation.kiosk.preparation.AmountChange;
import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.CreateRequest;
import io.prepstation.kiosk.preparation.Interrupted;
import io.prepstation.kiosk.preparation.MinimumWeightRule;
import io.prepstation.kiosk.preparation.Opening;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.Refusal;
import io.prepstation.kiosk.preparation.Reviewing;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.BalanceCommand;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.AmountChanged;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.ReviewReady;
import io.prepstation.model.bench.BenchEvent.SessionCompleted;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.SessionFailed;
import io.prepstation.model.bench.BenchEvent.SessionMissing;
import io.prepstation.model.bench.BenchEvent.SessionOpened;
import io.prepstation.model.bench.BenchEvent.StartRefused;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Effect.ChangeAmount;
import io.prepstation.model.bench.Effect.CommandBalance;
import io.prepstation.model.bench.Effect.CompleteSession;
import io.prepstation.model.bench.Effect.CreateSession;
import io.prepstation.model.bench.Effect.FailSession;
import io.prepstation.model.bench.Effect.FindUnfinished;
import io.prepstation.model.bench.Effect.OpenSession;
import io.prepstation.model.bench.Effect.OverrideDispense;
import io.prepstation.model.bench.Effect.PlanRescale;
import io.prepstation.model.bench.Effect.PrepareReview;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.bench.Effect.RecordNearMiss;
import io.prepstation.model.bench.Effect.RecordRejected;
import io.prepstation.model.bench.Effect.RescaleBatch;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Effect.UnlockFormula;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries out what the bench decided: asks the store in order on one worker, the balance and the signals at once.
public final class BenchEffects implements Consumer<Effect> {

    /// What the site reckons with before a vessel stands on the balance.
    ///
    /// @param volume what a vessel holds; null if nobody knows
    public record Setup(Mass vessel, @Nullable Amount volume, MinimumWeightRule minimumWeight) {

        /// Where a vessel holds whatever the balance carries, and the minimum weight counts for every line.
        public Setup(Mass vessel, Mass minimumWeight) {
            this(vessel, null, new MinimumWeightRule(minimumWeight, true));
        }
    }

    /// What the bench acts on.
    ///
    /// @param obstacle why no session may begin now, in a sentence; one that runs goes on in any case
    /// @param authentication how the person at the bench was recognised, for his signature
    public record Surroundings(
            SessionService sessions,
            SessionReader reader,
            FrameJournal frames,
            Balance balance,
            Consumer<Signal.Kind> signals,
            Function<User, Authentication> authentication,
            Supplier<Optional<String>> obstacle) {}

    private final PourRecorder recorder = new PourRecorder();
    private final SessionService sessions;
    private final SessionReader reader;
    private final WeightEffects weights;
    private final Balance balance;
    private final Consumer<Signal.Kind> signals;
    private final Function<User, Authentication> authentication;
    private final Supplier<Optional<String>> obstacle;
    private final Setup setup;
    private final InstantSource clock;
    private final Executor worker;
    private final Consumer<BenchEvent> answers;

    /// @param worker runs one task after the other, in the order they were given
    /// @param answers takes the store's answers; called on the worker
    public BenchEffects(
            Surroundings surroundings,
            Setup setup,
            InstantSource clock,
            Executor worker,
            Consumer<BenchEvent> answers) {
        this.sessions = surroundings.sessions();
        this.reader = surroundings.reader();
        this.weights = new WeightEffects(sessions, reader, surroundings.frames());
        this.balance = surroundings.balance();
        this.signals = surroundings.signals();
        this.authentication = surroundings.authentication();
        this.obstacle = surroundings.obstacle();
        this.setup = setup;
        this.clock = clock;
        this.worker = worker;
        this.answers = answers;
    }

    @Override
    public void accept(Effect effect) {
        switch (effect) {
            case CommandBalance(var command) -> command(command);
            case Signal(var kind) -> signals.accept(kind);
            case FindUnfinished _ -> answer(this::unfinished);
            case PrepareReview review -> answer(() -> review(review));
            case CreateSession create -> answer(() -> create(create));
            case OpenSession(var id) -> answer(() -> open(id));
            case ChangeAmount change -> answer(() -> changeAmount(change));
            case RecordDispense wish ->
                    weighed(wish.dispense(), pour -> weights.record(wish, pour));
            case Effect.RecordPart part ->
                    weighed(
                            part.dispense(),
                            pour -> weights.recordPart(part, setup.minimumWeight(), pour));
            case PlanRescale plan -> answer(() -> weights.plan(plan, setup(plan.balance())));
            case RescaleBatch grow ->
                    weighed(
                            grow.overshoot(),
                            pour -> weights.grow(grow, setup(grow.balance()), pour));
            case OverrideDispense override ->
                    weighed(override.dispense(), pour -> weights.override(override, pour));
            case Effect.RecordManual typed -> answer(() -> weights.byHand(typed));
            case Effect.AcknowledgeHazards read -> answer(() -> weights.acknowledge(read));
            case RecordRejected rejected ->
                    weighed(rejected.dispense(), pour -> weights.keepRejected(rejected, pour));
            case UnlockFormula unlock -> answer(() -> weights.unlock(unlock));
            case CompleteSession(var id, var signer) ->
                    answer(() ->
                            StoreAnswers.saved(
                                    sessions.complete(id, signer, authentication.apply(signer)),
                                    SessionCompleted::new));
            case FailSession(var id, var reason, var text, var by) ->
                    answer(() ->
                            StoreAnswers.saved(
                                    sessions.fail(id, reason, text, by.id()), SessionFailed::new));
            case RecordNearMiss(var id, var step, var expected, var scanned, var by) ->
                    answer(() ->
                            StoreAnswers.failureOf(
                                    sessions.recordNearMiss(id, step, expected, scanned, by.id())));
            case Effect.RecordVessel named ->
                    answer(() ->
                            StoreAnswers.failureOf(
                                    sessions.recordVessel(
                                            named.sessionId(),
                                            named.stepId(),
                                            named.vessel(),
                                            named.tare(),
                                            named.by().id())));
            case RecordInterruption interruption -> answer(() -> interrupted(interruption));
            case SaveCheckpoint(var checkpoint) -> saveCheckpoint(checkpoint);
        }
    }

    /// Sees every situation of the bench, on its thread.
    public void follow(Situation situation) {
        recorder.follow(situation);
    }

    /// What was seen of the pour so far outlives the program with its checkpoint.
    private void saveCheckpoint(Checkpoint checkpoint) {
        Optional<PourTrace> trace = recorder.of(checkpoint.stepId(), checkpoint.tare());
        answer(() ->
                StoreAnswers.failureOf(sessions.saveCheckpoint(checkpoint, trace.orElse(null))));
    }

    /// With the whole pour, as far as it was followed up to now.
    private void weighed(Dispense dispense, WeightCall call) {
        PourTrace pour = recorder.of(dispense.stepId(), dispense.tare()).orElse(null);
        answer(() -> call.answer(pour));
    }

    private interface WeightCall {
        @Nullable BenchEvent answer(@Nullable PourTrace pour);
    }

    private interface StoreCall {
        @Nullable BenchEvent answer() throws InterruptedException;
    }

    private void answer(StoreCall call) {
        worker.execute(() -> {
            try {
                BenchEvent event = call.answer();
                if (event != null) {
                    answers.accept(event);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void command(BalanceCommand command) {
        switch (command) {
            case TARE -> balance.tare();
            case CLEAR_TARE -> balance.clearTare();
            case ZERO -> balance.zero();
        }
    }

    private BenchEvent unfinished() {
        try {
            return new UnfinishedFound(
                    reader.interrupted().map(BenchEffects::unfinished).orElse(null));
        } catch (StoreException e) {
            return new NotNoted(String.valueOf(e.getMessage()));
        }
    }

    private static Unfinished unfinished(Interrupted interrupted) {
        return new Unfinished(interrupted.record(), interrupted.checkpoint());
    }

    private BenchEvent review(PrepareReview wish) {
        return switch (reader.review(wish.formulaCode(), wish.size(), setup(wish.balance()))) {
            case Reviewing.Reviewed(var review) ->
                    new ReviewReady(StoreAnswers.asShown(review), wish.notice());
            case Reviewing.Refused(var why) ->
                    new StartRefused(StoreAnswers.notice(wish.formulaCode(), why));
            case Reviewing.Unreadable(var failure) ->
                    new NotCommitted(String.valueOf(failure.getMessage()));
        };
    }

    /// An interrupted session comes first, also when the bench has not heard of it yet.
    private BenchEvent create(CreateSession wish) {
        try {
            Optional<Interrupted> interrupted = reader.interrupted();
            return interrupted.isPresent()
                    ? review(resumeFirst(wish, interrupted.get()))
                    : createNow(wish);
        } catch (StoreException e) {
            return new NotCommitted(String.valueOf(e.getMessage()));
        }
    }

    private static PrepareReview resumeFirst(CreateSession wish, Interrupted interrupted) {
        return new PrepareReview(
                wish.formulaCode(),
                wish.size(),
                wish.balance(),
                new Notice.ResumeFirst(interrupted.record().id()));
    }

    private BenchEvent createNow(CreateSession wish) {
        Optional<String> stands = obstacle.get();
        if (stands.isPresent()) {
            return new StartRefused(new Notice.NotSaved(stands.get()));
        }
        CreateRequest request =
                new CreateRequest(
                        wish.formulaCode(), wish.size(), wish.operator(), setup(wish.balance()));
        return switch (sessions.createSessionFromFormula(request)) {
            case Outcome.Saved(var record) ->
                    new SessionCreated(record, warned(record, wish.balance()));
            case Outcome.Refused(Refusal.CannotBeWeighed _) ->
                    review(
                            new PrepareReview(
                                    wish.formulaCode(),
                                    wish.size(),
                                    wish.balance(),
                                    new Notice.NotFeasible(wish.formulaCode())));
            case Outcome.Refused(var why) ->
                    new StartRefused(StoreAnswers.notice(wish.formulaCode(), why));
            case Outcome.NotSaved(var failure) ->
                    new NotCommitted(String.valueOf(failure.getMessage()));
        };
    }

    /// A session may begin on a balance that is not ready where the site only warns.
    private @Nullable Notice warned(SessionRecord record, BalanceIdentity balance) {
        boolean warned =
                record.deviations().stream()
                        .anyMatch(one -> one.kind().equals(SessionDeviation.BALANCE_NOT_READY));
        return warned
                ? sessions.problem(balance)
                        .map(why -> new Notice.BalanceNotReady(balance.serialNumber(), why, false))
                        .orElse(null)
                : null;
    }

    private BenchEvent open(String id) throws InterruptedException {
        return switch (reader.open(id)) {
            case Opening.Opened(var record) -> opened(record);
            case Opening.NotFound(var missing) -> new SessionMissing(missing);
            case Opening.Unreadable(var failure) ->
                    new NotCommitted(String.valueOf(failure.getMessage()));
        };
    }

    /// A session that runs is opened with what stood on the balance.
    private BenchEvent opened(SessionRecord record) {
        try {
            return new SessionOpened(
                    reader.interrupted()
                            .filter(interrupted -> interrupted.record().id().equals(record.id()))
                            .map(BenchEffects::unfinished)
                            .orElseGet(() -> new Unfinished(record, null)));
        } catch (StoreException e) {
            return new NotCommitted(String.valueOf(e.getMessage()));
        }
    }

    private BenchEvent changeAmount(ChangeAmount wish) {
        AmountChange change = new AmountChange(wish.size(), setup(wish.balance()), wish.by().id());
        return StoreAnswers.saved(
                sessions.changeAmount(wish.sessionId(), change), AmountChanged::new);
    }

    private @Nullable BenchEvent interrupted(RecordInterruption interruption) {
        SessionDeviation deviation =
                new SessionDeviation(
                        interruption.stepId(),
                        "interrupted",
                        "",
                        interruption.text(),
                        clock.instant(),
                        interruption.by().id());
        return StoreAnswers.failureOf(
                sessions.recordDeviation(interruption.sessionId(), deviation));
    }

    private BalanceSetup setup(BalanceIdentity identity) {
        return new BalanceSetup(identity, setup.vessel(), setup.volume(), setup.minimumWeight());
    }
}
