package io.prepstation.model.bench.walk;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BalanceCommand;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.AmountChanged;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.SessionCompleted;
import io.prepstation.model.bench.BenchEvent.StatusChanged;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Effect.CommandBalance;
import io.prepstation.model.bench.Effect.CompleteSession;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches the moves of a bench and keeps its own account of what the balance, the operator and the store said.
///
/// What it demands is written down here again, from the requirements, not from the bench.
final class Witness {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Mass WINDOW = Examples.D.times(BigDecimal.TEN);
    private static final Mass LIGHTEST = Mass.grams("0.5");
    private static final Mass TARE_WINDOW = Mass.grams("0.1").plus(WINDOW);

    private final World world;
    private final List<BalanceReading> readings = new ArrayList<>();
    private final Set<String> identified = new HashSet<>();
    private final Map<String, Long> loadAtTare = new HashMap<>();
    private final Map<String, Set<String>> confirmed = new HashMap<>();
    private @Nullable Mass tare;
    private boolean ownBalance = true;
    private boolean stale;
    private @Nullable Dispense inFlight;

    Witness(World world) {
        this.world = world;
    }

    void powerCut() {
        connectionChanged(false);
        Dispense unanswered = inFlight;
        if (unanswered != null && world.store().holds(unanswered)) {
            loadAtTare.remove(unanswered.stepId());
        }
        inFlight = null;
    }

    /// @throws AssertionError saying which rule the move broke
    void watch(Situation before, BenchEvent event, Situation after, List<Effect> effects) {
        hear(before.state(), event);
        for (Effect effect : effects) {
            switch (effect) {
                case RecordDispense(var id, var dispense, var _, var second) when second != null ->
                        judgeSecond(
                                before.state(),
                                event,
                                (RecordDispense) effect,
                                id,
                                dispense,
                                second);
                case Effect.RecordPart(var id, var dispense, var second) when second != null ->
                        judgeSecond(
                                before.state(), event, (Effect.Seen) effect, id, dispense, second);
                case Effect.RescaleBatch rescale when rescale.witness() != null ->
                        judgeSecond(
                                before.state(),
                                event,
                                rescale,
                                rescale.sessionId(),
                                rescale.overshoot(),
                                known(rescale.witness()));
                case RecordDispense record -> judge(event, record);
                case Effect.RecordPart part -> judgePart(event, part);
                case Effect.RescaleBatch rescale -> judgeRescale(before.state(), event, rescale);
                case Effect.RecordManual typed -> judgeManual(before.state(), event, typed);
                case Effect.AcknowledgeHazards(var _, var step, var _) ->
                        require(
                                event instanceof BenchEvent.AcknowledgeTapped
                                        && before.state() instanceof BenchState.Acknowledging asked
                                        && asked.work().step().id().equals(step),
                                "hazards were acknowledged by nobody");
                case Effect.OverrideDispense override ->
                        judgeOverride(before.state(), event, override);
                case Effect.UnlockFormula(var _, var approval) ->
                        require(
                                approval.valid(Permission.UNLOCK_FORMULA),
                                "unlocked by nobody with the right to");
                case CommandBalance(var command) -> judge(before.state(), command);
                case CompleteSession(var id, var _) ->
                        require(
                                world.store().session(id).nextStep().isEmpty(),
                                "a session is completed with a step to weigh");
                case Signal(var kind) ->
                        require(
                                kind != Signal.Kind.ACCEPTED || isCommit(event),
                                "accepted is signalled before the commit");
                default -> {}
            }
        }
        look(before.state(), event, after.state());
        requireTakenUp(before.state(), event, after.state());
        requireLiveliness(after, effects);
    }

    private void hear(BenchState before, BenchEvent event) {
        switch (event) {
            case StatusChanged(var status) -> connectionChanged(status.equals(Examples.ONLINE));
            case ReadingArrived(var reading) -> {
                readings.add(reading);
                stale = false;
            }
            case Tared(var mass, var _) -> displayChanged(mass);
            case TareCleared _ -> displayChanged(Mass.grams("0"));
            case BenchEvent.Tick(var now) -> stale |= !fresh(now);
            case CodeScanned(var code, var _, var _) -> identify(before, code);
            case BenchEvent.StepChosen(var chosen) -> choose(before, chosen);
            case DispenseCommitted(var record) -> confirm(record);
            case BenchEvent.NotCommitted _ when before instanceof Recording -> inFlight = null;
            default -> {}
        }
    }

    private void connectionChanged(boolean own) {
        ownBalance = own;
        readings.clear();
        tare = null;
        stale = false;
    }

    private void displayChanged(Mass subtracted) {
        readings.clear();
        tare = subtracted;
        stale = false;
    }

    private void identify(BenchState before, ScannedCode code) {
        Step step =
                switch (before) {
                    case AwaitingContainer waiting -> waiting.work().step();
                    case BenchState.Acknowledging asked -> asked.work().step();
                    case Taring taring -> taring.work().step();
                    default -> null;
                };
        if (step != null && code.equals(new ScannedCode.BareCode(step.requiredCode()))) {
            identified.add(step.id());
        }
    }

    /// What was scanned for another step counts there, once that step is chosen.
    private void choose(BenchState before, String chosen) {
        if (before instanceof AwaitingContainer waiting
                && waiting.notice() instanceof Notice.OtherStep offer
                && offer.stepId().equals(chosen)) {
            waiting.work()
                    .record()
                    .step(chosen)
                    .filter(step ->
                            offer.scan()
                                    .code()
                                    .equals(new ScannedCode.BareCode(step.requiredCode())))
                    .ifPresent(step -> identified.add(step.id()));
        }
    }

    private void confirm(SessionRecord record) {
        inFlight = null;
        loadAtTare.remove(record.dispenses().getLast().stepId());
        record.steps().stream()
                .filter(step -> step.status() == StepStatus.PENDING)
                .forEach(step -> identified.remove(step.id()));
        record.dispenses()
                .forEach(dispense ->
                        confirmed
                                .computeIfAbsent(record.id(), _ -> new HashSet<>())
                                .add(dispense.id()));
    }

    /// WEI-1, WEI-2, WEI-3, WEI-5, WEI-6: what may be recorded.
    private void judge(BenchEvent event, RecordDispense effect) {
        Dispense dispense = effect.dispense();
        require(event instanceof AcceptTapped, "recorded without an accept");
        AcceptTapped accept = (AcceptTapped) event;
        require(dispense.id().equals(accept.dispenseId()), "not the id of the accept");
        Stable newest = newestSeen(accept.frameNumber(), accept.seen());
        require(!stale && fresh(accept.at()), "accepted a stale reading");
        Step step = judge(effect.sessionId(), dispense, newest);
        require(!step.asks(LineRule.WITNESS), "recorded without its witness");
        require(
                totalOf(effect.sessionId(), step, dispense) == Verdict.IN,
                "outside the tolerance the store knows");
    }

    /// REC-2: what the formula wants witnessed, somebody else has seen, and it still stands there.
    private void judgeSecond(
            BenchState before,
            BenchEvent event,
            Effect.Seen effect,
            String sessionId,
            Dispense dispense,
            Approval second) {
        require(
                event instanceof BenchEvent.Approved(var approval, var _)
                        && approval.equals(second)
                        && approval.by().may(Permission.WITNESS)
                        && !approval.by().id().equals(dispense.by())
                        && before instanceof BenchState.Approving approving
                        && approving.request() instanceof ApprovalRequest.Witness asked
                        && asked.effect().witnessedBy(second).equals(effect),
                "witnessed by nobody else");
        var asked = (ApprovalRequest.Witness) ((BenchState.Approving) before).request();
        newestSeen(asked.frameNumber(), null);
        require(!stale, "witnessed a stale reading");
        Step step = judge(sessionId, dispense, (Stable) readings.get(indexOf(asked.frameNumber())));
        Verdict wanted =
                switch (effect) {
                    case RecordDispense _ -> Verdict.IN;
                    case Effect.RecordPart _ -> Verdict.UNDER;
                    case Effect.RescaleBatch _ -> Verdict.OVER;
                };
        require(totalOf(sessionId, step, dispense) == wanted, "witnessed something else");
    }

    /// WEI-10: typed, inside the limits, and somebody with the right to stands for it.
    private void judgeManual(BenchState before, BenchEvent event, Effect.RecordManual effect) {
        Dispense dispense = effect.dispense();
        require(
                event instanceof BenchEvent.Approved(var approval, var _)
                        && approval.equals(effect.approval())
                        && approval.by().equals(Examples.SUPERVISOR)
                        && approval.reasonCode().equals("usable")
                        && before instanceof BenchState.Approving approving
                        && approving.request() instanceof ApprovalRequest.ByHand asked
                        && asked.dispense().net().equals(dispense.net())
                        && "usable".equals(dispense.manualReason()),
                "typed without a supervisor or a reason");
        Step step = turn(effect.sessionId(), dispense.stepId());
        require(
                totalOf(effect.sessionId(), step, dispense) == Verdict.IN,
                "typed outside the limits");
        require(
                dispense.rawFrame().isEmpty()
                        && dispense.balanceSerial().isEmpty()
                        && dispense.displayed().equals(dispense.net().digits())
                        && dispense.net().sameAs(between(step, dispense)),
                "typed, but not told so");
        require(
                identified.contains(step.id())
                        && dispense.scannedCode().equals(step.requiredCode())
                        && loadAtTare.containsKey(step.id()),
                "typed for what was not identified or tared");
        require(inFlight == null, "two dispenses of a step in flight");
        inFlight = dispense;
    }

    /// The step, if it is its turn: the first, or only free ones are passed over on the way to a free one.
    private Step turn(String sessionId, String stepId) {
        List<Step> before = new ArrayList<>();
        for (Step step : world.store().session(sessionId).steps()) {
            if (step.id().equals(stepId)) {
                require(step.status() == StepStatus.PENDING, "not a pending step");
                require(
                        before.isEmpty()
                                || (step.asks(LineRule.FREE_ORDER)
                                        && before.stream()
                                                .allMatch(one -> one.asks(LineRule.FREE_ORDER))),
                        "weighed out of order");
                return step;
            }
            if (step.status() == StepStatus.PENDING) {
                before.add(step);
            }
        }
        throw new AssertionError("not a step of the session");
    }

    /// WEI-7: a part was seen, is there, and is less than the step needs.
    private void judgePart(BenchEvent event, Effect.RecordPart effect) {
        require(event instanceof BenchEvent.PartTapped, "a part was recorded without a tap");
        BenchEvent.PartTapped tap = (BenchEvent.PartTapped) event;
        Stable newest = newestSeen(tap.frameNumber(), tap.seen());
        require(!stale && fresh(tap.at()), "took a stale reading for a part");
        Step step = judge(effect.sessionId(), effect.dispense(), newest);
        require(!step.asks(LineRule.WITNESS), "recorded without its witness");
        require(
                totalOf(effect.sessionId(), step, effect.dispense()) == Verdict.UNDER,
                "took for a part what was enough");
    }

    /// WEI-8: a batch grows only as it was shown, around a weight that was seen and still stands there.
    private void judgeRescale(BenchState before, BenchEvent event, Effect.RescaleBatch effect) {
        require(
                event instanceof BenchEvent.RescaleTapped
                        && before instanceof BenchState.Correcting correcting
                        && correcting.plan() instanceof RescalePlan.Possible plan
                        && plan.after().equals(effect.after()),
                "rescaled to what nobody was shown");
        require(
                !((BenchState.Correcting) before).work().step().asks(LineRule.WITNESS),
                "recorded without its witness");
        judgeOvershoot((BenchState.Correcting) before, effect.sessionId(), effect.overshoot());
    }

    /// WEI-8: outside its limits only with a supervisor and a reason.
    private void judgeOverride(
            BenchState before, BenchEvent event, Effect.OverrideDispense effect) {
        require(
                event instanceof BenchEvent.Approved(var approval, var _)
                        && approval.equals(effect.approval())
                        && approval.by().equals(Examples.SUPERVISOR)
                        && approval.reasonCode().equals("usable")
                        && before instanceof BenchState.Approving approving
                        && approving.request() instanceof ApprovalRequest.Overriding(var from)
                        && from.dispense().equals(effect.dispense()),
                "overridden without a supervisor or a reason");
        ApprovalRequest request = ((BenchState.Approving) before).request();
        judgeOvershoot(
                ((ApprovalRequest.Overriding) request).from(),
                effect.sessionId(),
                effect.dispense());
    }

    private void judgeOvershoot(BenchState.Correcting seen, String session, Dispense dispense) {
        newestSeen(seen.frameNumber(), null);
        Stable newest = (Stable) readings.get(indexOf(seen.frameNumber()));
        require(!stale, "corrected a stale reading");
        Step step = judge(session, dispense, newest);
        require(
                totalOf(session, step, dispense) == Verdict.OVER,
                "corrected what was not too much");
    }

    private Verdict totalOf(String session, Step step, Dispense dispense) {
        Mass before = world.store().session(session).netOf(step).orElse(Mass.grams("0.000"));
        return step.tolerance().verdict(before.plus(dispense.net()));
    }

    /// Whatever is recorded: the pending step, the identified ingredient, what the balance sent, what is really there.
    private Step judge(String sessionId, Dispense dispense, Stable newest) {
        Mass gross = newest.mass().plus(known(tare));
        Step step = turn(sessionId, dispense.stepId());
        require(dispense.gross().sameAs(gross), "gross is not what the balance said");
        require(dispense.net().sameAs(between(step, dispense)), "net is not gross − tare");
        require(
                !byDifference(step) || gross.compareTo(LIGHTEST) >= 0,
                "recorded without the container it was taken from");
        require(dispense.net().unit() == MassUnit.GRAM, "not in grams");
        require(
                identified.contains(dispense.stepId())
                        && dispense.scannedCode().equals(step.requiredCode()),
                "the ingredient was not identified");
        require(dispense.rawFrame().equals(newest.frame().raw()), "not the frame of the reading");
        require(dispense.displayed().equals(newest.mass().digits()), "not the digits displayed");
        require(
                ownBalance && dispense.balanceSerial().equals(Examples.BALANCE.serialNumber()),
                "not the session's balance");
        require(Vessel.milligrams(dispense.net()) == reallyAdded(newest, step), "not the truth");
        require(inFlight == null, "two dispenses of a step in flight");
        inFlight = dispense;
        return step;
    }

    /// The newest reading, if the accepted one still stands for it.
    private Stable newestSeen(long frameNumber, @Nullable Mass seen) {
        int from = indexOf(frameNumber);
        require(from >= 0, "accepted a reading that never came, or from before a break");
        Mass shown =
                seen == null && readings.get(from) instanceof Stable(var mass, var _, var _)
                        ? mass
                        : seen;
        for (BalanceReading reading : readings.subList(from, readings.size())) {
            require(
                    reading instanceof Stable(var mass, var _, var _) && mass.sameAs(known(shown)),
                    "accepted a reading that is no longer what the balance shows");
        }
        return (Stable) readings.getLast();
    }

    private int indexOf(long frameNumber) {
        for (int i = readings.size() - 1; i >= 0; i--) {
            if (readings.get(i).frame().number() == frameNumber) {
                return i;
            }
        }
        return -1;
    }

    private long reallyAdded(Stable newest, Step step) {
        long more = world.balance().loadAt(newest.frame()) - known(loadAtTare.get(step.id()));
        return byDifference(step) ? -more : more;
    }

    private static boolean byDifference(Step step) {
        return step.rules().contains(LineRule.BY_DIFFERENCE);
    }

    private static Mass between(Step step, Dispense dispense) {
        Mass more = dispense.gross().minus(dispense.tare());
        return byDifference(step) ? more.negated() : more;
    }

    /// Between sessions no balance is the session's own: whichever is there may be set to zero, to be checked.
    private void judge(BenchState before, BalanceCommand command) {
        require(
                ownBalance
                        || (before instanceof BenchState.Ready && command != BalanceCommand.TARE),
                "another balance was commanded, or none");
        if (command == BalanceCommand.TARE) {
            require(
                    !readings.isEmpty() && readings.getLast() instanceof Stable && tare != null,
                    "tared a pan that moves or that nobody knows");
        }
    }

    /// SES-9, WEI-6: a part-filled vessel is tared only if it weighs what it weighed after the last dispense.
    private void judgeTare(Taring before) {
        SessionRecord record = world.store().session(before.work().sessionId());
        Mass gross = ((Stable) readings.getLast()).mass().plus(known(tare));
        Step step = record.step(before.work().step().id()).orElseThrow();
        requireAcknowledged(record, step);
        require(
                record.dispenses().stream()
                        .filter(dispense -> !dispense.rawFrame().isEmpty())
                        .filter(dispense ->
                                byDifference(record.step(dispense.stepId()).orElseThrow()))
                        .noneMatch(
                                dispense -> gross.minus(dispense.gross()).abs().isAtMost(WINDOW)),
                "tared a container for the vessel");
        require(
                within(gross, lastGross(record, step)),
                "tared a part-filled vessel without its gross");
        requireNamed(before, gross);
        require(
                !loadAtTare.containsKey(before.work().step().id())
                        || world.balance().loadAt(readings.getLast().frame())
                                        - known(loadAtTare.get(before.work().step().id()))
                                <= Vessel.milligrams(WINDOW),
                "tared a vessel that already holds some of the step's ingredient");
    }

    private static void requireAcknowledged(SessionRecord record, Step step) {
        require(
                !step.asks(LineRule.HAZARDS)
                        || record.attestations().stream()
                                .anyMatch(one -> one.stepId().equals(step.id())),
                "tared before the hazards were acknowledged");
    }

    /// By difference somebody says that the container stands there: at rest, and nothing that was weighed before.
    private void judgeContainer(Taring before, BenchEvent event) {
        SessionRecord record = world.store().session(before.work().sessionId());
        Step step = record.step(before.work().step().id()).orElseThrow();
        require(event instanceof BenchEvent.TareTapped, "took from what nobody had put there");
        require(
                !readings.isEmpty()
                        && readings.getLast() instanceof Stable
                        && !stale
                        && tare != null
                        && tare.value().signum() == 0,
                "took from a container that moves or that nobody knows");
        requireAcknowledged(record, step);
        Mass gross = ((Stable) readings.getLast()).mass();
        require(gross.compareTo(LIGHTEST) >= 0, "took an empty pan for the container");
        require(
                record.dispenses().stream()
                        .filter(dispense -> !dispense.rawFrame().isEmpty())
                        .filter(dispense ->
                                !byDifference(record.step(dispense.stepId()).orElseThrow())
                                        || !dispense.scannedCode().equals(step.requiredCode()))
                        .noneMatch(
                                dispense -> gross.minus(dispense.gross()).abs().isAtMost(WINDOW)),
                "took what was weighed before for the container");
        long load = world.balance().loadAt(readings.getLast().frame());
        require(
                !loadAtTare.containsKey(step.id())
                        || known(loadAtTare.get(step.id())) - load <= Vessel.milligrams(WINDOW),
                "began anew with a container that something was taken from");
        loadAtTare.put(step.id(), load);
    }

    /// WEI-6: an empty vessel whose code was scanned weighs what is known of it.
    private static void requireNamed(Taring taring, Mass gross) {
        KnownVessel named = taring.work().vessel();
        require(
                named == null
                        || !taring.work().vesselEmpty()
                        || gross.minus(named.tare()).abs().isAtMost(TARE_WINDOW),
                "tared another vessel than was named");
    }

    /// A vessel that was scanned before anything is in it is the one that is reckoned with.
    private static void requireTakenUp(BenchState before, BenchEvent event, BenchState after) {
        KnownVessel scanned =
                event instanceof CodeScanned(var _, var _, var material) && material != null
                        ? material.vessel()
                        : null;
        boolean asks =
                before instanceof AwaitingContainer
                        || before instanceof BenchState.Acknowledging
                        || before instanceof Taring;
        require(
                scanned == null
                        || !asks
                        || !((Weighing) before).work().vesselEmpty()
                        || byDifference(((Weighing) before).work().step())
                        || (after instanceof Weighing now && scanned.equals(now.work().vessel())),
                "a vessel that was scanned was forgotten");
    }

    private record Expected(Mass gross, Mass window) {}

    /// What the step's vessel weighed last; looser by what was typed since a balance said it.
    private static @Nullable Expected lastGross(SessionRecord record, Step step) {
        Expected expected = null;
        if (byDifference(step)) {
            return expected;
        }
        for (Dispense dispense : record.dispenses()) {
            Step other = record.step(dispense.stepId()).orElseThrow();
            boolean own = step.asks(LineRule.OWN_VESSEL) || other.asks(LineRule.OWN_VESSEL);
            if (own && !other.id().equals(step.id())) {
                continue;
            }
            Mass loose = expected == null ? WINDOW : expected.window();
            Mass width = other.tolerance().upperLimit().minus(other.tolerance().lowerLimit());
            if (byDifference(other)) {
                expected =
                        expected == null
                                ? null
                                : new Expected(
                                        expected.gross().plus(dispense.net()), loose.plus(width));
                continue;
            }
            expected =
                    new Expected(
                            dispense.gross(),
                            dispense.rawFrame().isEmpty() ? loose.plus(width) : WINDOW);
        }
        return expected;
    }

    private static boolean within(Mass gross, @Nullable Expected expected) {
        return expected == null
                || gross.minus(expected.gross()).abs().compareTo(expected.window()) <= 0;
    }

    private void look(BenchState before, BenchEvent event, BenchState after) {
        if (before instanceof Taring taring && after instanceof Pouring) {
            if (byDifference(taring.work().step())) {
                judgeContainer(taring, event);
            } else if (event instanceof Tared tared) {
                loadAtTare.put(taring.work().step().id(), world.balance().loadAt(tared));
            }
        }
        if (!(before instanceof Taring asked && asked.asked())
                && after instanceof Taring now
                && !byDifference(now.work().step())
                && now.asked()) {
            judgeTare(now);
        }
        SessionRecord record = record(after);
        if (record != null) {
            Set<String> shown = new HashSet<>();
            record.dispenses().forEach(dispense -> shown.add(dispense.id()));
            require(
                    shown.containsAll(confirmed.getOrDefault(record.id(), Set.of())),
                    "a confirmed dispense was lost");
        }
    }

    /// Without a known tare no step goes on: somebody must be about to clear it, or be told that it was refused.
    private void requireLiveliness(Situation after, List<Effect> effects) {
        Notice notice =
                switch (after.state()) {
                    case Weighing weighing -> weighing.notice();
                    case Interrupted interrupted -> interrupted.notice();
                    default -> null;
                };
        boolean weighing =
                after.state() instanceof Weighing || after.state() instanceof Interrupted;
        require(
                !weighing
                        || tare != null
                        || notice instanceof Notice.BalanceRefused
                        || world.balance().clearsTare()
                        || effects.contains(new CommandBalance(BalanceCommand.CLEAR_TARE)),
                "nobody clears the tare");
    }

    private static @Nullable SessionRecord record(BenchState state) {
        return switch (state) {
            case Weighing weighing -> weighing.work().record();
            case Recording recording -> recording.work().record();
            case BenchState.Rescaling rescaling -> rescaling.work().record();
            case Interrupted interrupted -> interrupted.unfinished().record();
            case BenchState.AwaitingSignature awaiting -> awaiting.record();
            case BenchState.Completing completing -> completing.record();
            case BenchState.Completed completed -> completed.record();
            case BenchState.Rejecting rejecting -> rejecting.record();
            case BenchState.Failing failing -> failing.record();
            case BenchState.Correcting correcting -> correcting.work().record();
            case BenchState.Fault fault -> record(fault.interrupted());
            case BenchState.SignedOut _,
                    BenchState.Ready _,
                    BenchState.Reviewing _,
                    BenchState.Starting _,
                    BenchState.Opening _,
                    BenchState.Locked _,
                    BenchState.Unlocking _,
                    BenchState.Approving _ ->
                    null;
        };
    }

    private static boolean isCommit(BenchEvent event) {
        return event instanceof DispenseCommitted
                || event instanceof SessionCompleted
                || event instanceof AmountChanged;
    }

    private boolean fresh(Instant at) {
        return readings.isEmpty()
                || Duration.between(readings.getLast().frame().receivedAt(), at)
                                .abs()
                                .compareTo(FRESH)
                        <= 0;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("recorded or tared with something unknown");
        }
        return value;
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }
}
