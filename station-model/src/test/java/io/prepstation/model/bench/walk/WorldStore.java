package io.prepstation.model.bench.walk;

import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A store that commits in order, answers later, and sometimes cannot commit.
final class WorldStore {

    private final RandomGenerator random;
    private final Map<String, SessionRecord> sessions = new HashMap<>();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private final Deque<BenchEvent> answers = new ArrayDeque<>();
    private @Nullable String running;
    private int created;

    WorldStore(RandomGenerator random) {
        this.random = random;
    }

    @Nullable BenchEvent answer() {
        return answers.poll();
    }

    /// What was committed stays; what was not answered never will be.
    void powerCut() {
        answers.clear();
    }

    SessionRecord session(String id) {
        return Objects.requireNonNull(sessions.get(id));
    }

    /// Whether a dispense was committed, also if nobody was told.
    boolean holds(Dispense dispense) {
        return sessions.values().stream().anyMatch(record -> record.dispenses().contains(dispense));
    }

    /// The id of the newest session, or of one that never was.
    String newestId() {
        return "s-" + created;
    }

    long ended(SessionStatus status) {
        return sessions.values().stream()
                .filter(record -> record.session().status() == status)
                .count();
    }

    void perform(Effect effect, Instant now) {
        switch (effect) {
            case Effect.FindUnfinished _ ->
                    answers.add(new BenchEvent.UnfinishedFound(unfinished()));
            case Effect.PrepareReview review -> answers.add(review(review.notice()));
            case Effect.CreateSession _ -> answers.add(create());
            case Effect.OpenSession(var id) -> answers.add(open(id));
            case Effect.ChangeAmount change -> answers.add(change(change.sessionId()));
            case Effect.PlanRescale(var record, var overshoot, var _) ->
                    answers.add(
                            refused()
                                    ? new BenchEvent.NotNoted("disk full")
                                    : new BenchEvent.RescalePlanned(
                                            overshoot.id(), Examples.plan(record, overshoot)));
            case Effect.RecordPart(var id, var dispense, var _) ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.DispenseCommitted(
                                            weighed(Examples.partly(session(id), dispense))));
            case Effect.RescaleBatch rescale -> answers.add(grow(rescale));
            case Effect.OverrideDispense(var id, var dispense, var _) ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.DispenseCommitted(
                                            weighed(Examples.dispensed(session(id), dispense))));
            case Effect.RecordManual(var id, var dispense, var _) ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.DispenseCommitted(
                                            weighed(Examples.dispensed(session(id), dispense))));
            case Effect.AcknowledgeHazards(var id, var step, var _) ->
                    answers.add(
                            refused()
                                    ? new BenchEvent.NotNoted("disk full")
                                    : new BenchEvent.HazardsAcknowledged(
                                            keep(Examples.acknowledged(session(id), step))));
            case Effect.UnlockFormula(var code, var _) ->
                    answers.add(refused() ? notCommitted() : new BenchEvent.FormulaUnlocked(code));
            case Effect.RecordRejected _ -> noteOrNot();
            case Effect.RecordDispense(var id, var dispense, var _, var _) ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.DispenseCommitted(
                                            weighed(Examples.dispensed(session(id), dispense))));
            case Effect.CompleteSession(var id, var _) ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.SessionCompleted(
                                            end(id, SessionStatus.COMPLETED, now)));
            case Effect.FailSession fail ->
                    answers.add(
                            refused()
                                    ? notCommitted()
                                    : new BenchEvent.SessionFailed(
                                            end(fail.sessionId(), failure(), now)));
            case Effect.SaveCheckpoint(var checkpoint) ->
                    checkpoints.put(checkpoint.sessionId(), checkpoint);
            case Effect.RecordNearMiss _, Effect.RecordInterruption _, Effect.RecordVessel _ ->
                    noteOrNot();
            case Effect.CommandBalance _, Effect.Signal _ -> {}
        }
    }

    private void noteOrNot() {
        if (refused()) {
            answers.add(new BenchEvent.NotNoted("disk full"));
        }
    }

    private @Nullable Unfinished unfinished() {
        return running == null ? null : unfinished(running);
    }

    private Unfinished unfinished(String id) {
        return new Unfinished(session(id), checkpoints.get(id));
    }

    private StoreEvent review(@Nullable Notice notice) {
        return random.nextInt(20) == 0
                ? new BenchEvent.StartRefused(new Notice.UnknownFormula(Examples.FORMULA))
                : new BenchEvent.ReviewReady(Examples.REVIEW, notice);
    }

    private StoreEvent create() {
        if (running != null) {
            return review(new Notice.ResumeFirst(running));
        }
        if (refused()) {
            return notCommitted();
        }
        running = "s-" + ++created;
        return new BenchEvent.SessionCreated(
                keep(asking(Examples.session(running, 1 + random.nextInt(3)))));
    }

    /// Half of the formulas ask nothing, the others something of some lines.
    private SessionRecord asking(SessionRecord record) {
        if (random.nextBoolean()) {
            return record;
        }
        boolean free = random.nextBoolean();
        return Examples.asking(
                record,
                _ -> {
                    Set<LineRule> rules = EnumSet.noneOf(LineRule.class);
                    if (free && random.nextInt(4) > 0) {
                        rules.add(LineRule.FREE_ORDER);
                    }
                    for (LineRule rule :
                            List.of(
                                    LineRule.WITNESS,
                                    LineRule.OWN_VESSEL,
                                    LineRule.HAZARDS,
                                    LineRule.BY_DIFFERENCE)) {
                        if (random.nextInt(3) == 0) {
                            rules.add(rule);
                        }
                    }
                    return rules;
                });
    }

    private StoreEvent open(String id) {
        return sessions.containsKey(id)
                ? new BenchEvent.SessionOpened(unfinished(id))
                : new BenchEvent.SessionMissing(id);
    }

    private StoreEvent change(String id) {
        if (refused() || !session(id).dispenses().isEmpty()) {
            return notCommitted();
        }
        BigDecimal factor =
                List.of(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("0.5"))
                        .get(random.nextInt(3));
        return new BenchEvent.AmountChanged(keep(Examples.scaled(session(id), factor)));
    }

    private StoreEvent grow(Effect.RescaleBatch wish) {
        SessionRecord record = session(wish.sessionId());
        return !refused()
                        && Examples.plan(record, wish.overshoot())
                                instanceof RescalePlan.Possible plan
                        && plan.after().equals(wish.after())
                ? new BenchEvent.DispenseCommitted(
                        weighed(Examples.grown(record, wish.overshoot(), plan)))
                : notCommitted();
    }

    private SessionRecord keep(SessionRecord record) {
        sessions.put(record.id(), record);
        return record;
    }

    /// What stood on the balance belongs to the dispense now: the checkpoint goes in the same transaction.
    private SessionRecord weighed(SessionRecord record) {
        checkpoints.remove(record.id());
        return keep(record);
    }

    private SessionRecord end(String id, SessionStatus status, Instant now) {
        running = null;
        return keep(Examples.ended(session(id), status, now));
    }

    private SessionStatus failure() {
        return random.nextInt(3) == 0 ? SessionStatus.LOCKED_FAILED : SessionStatus.FAILED;
    }

    private boolean refused() {
        return random.nextInt(10) == 0;
    }

    private static StoreEvent notCommitted() {
        return new BenchEvent.NotCommitted("disk full");
    }
}
