package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.AmountChanged;
import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.PartTapped;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.TareTapped;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.VesselWeighed;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.ChangeAmount;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordNearMiss;
import io.prepstation.model.bench.Effect.RecordPart;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.OpenSession;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step: identify the ingredient, tare, pour, accept.
final class WeighingMoves {

    private final BenchRules rules;
    private final ResumeMoves resume;
    private final CorrectionMoves correction;

    WeighingMoves(BenchRules rules, ResumeMoves resume, CorrectionMoves correction) {
        this.rules = rules;
        this.resume = resume;
        this.correction = correction;
    }

    Move awaitingContainer(AwaitingContainer state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case CodeScanned scan -> identified(state, pan, scan);
            case AmountEntered(var amount) -> amountEntered(state, pan, amount);
            case ReadingArrived _ -> resume.clearTareAgain(state, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(
                            new AwaitingContainer(
                                    work, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(new AwaitingContainer(work, new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move taring(Taring state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case ReadingArrived _, TareCleared _, TareTapped _ -> askTare(state, pan);
            case Tared(var tare, var at) -> tared(state, tare, at, pan);
            case VesselWeighed(var gross, var at) -> tared(state, gross, at, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(
                            new Taring(
                                    work,
                                    state.source(),
                                    false,
                                    new Notice.BalanceRefused(command, reason)));
            case CodeScanned scan -> scannedAgain(state, scan, pan);
            case StoreFailed failed ->
                    Move.to(
                            new Taring(
                                    work,
                                    state.source(),
                                    state.asked(),
                                    new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move pouring(Pouring state, Pan pan, BenchEvent event) {
        return switch (event) {
            case ReadingArrived _ -> settled(state, pan);
            case Tick _ -> Move.to(Weighed.of(state, pan, state.notice()));
            case AcceptTapped accept -> accepted(state, pan, accept);
            case CorrectTapped tap -> correction.open(state, pan, tap);
            case PartTapped part -> partDone(state, pan, part);
            case CodeScanned scan -> scannedWhilePouring(state, pan, scan);
            case StoreFailed failed ->
                    Move.to(Weighed.of(state, pan, new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _ -> Move.to(state);
        };
    }

    Move rescaling(Rescaling state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case AmountChanged(var record) -> nextStep(work, record, pan);
            case NotCommitted(var reason) ->
                    backWith(new AwaitingContainer(work, null), new Notice.NotSaved(reason), pan);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move recording(Recording state, Pan pan, BenchEvent event) {
        return switch (event) {
            case DispenseCommitted(var record) -> nextStep(state.work(), record, pan);
            case NotCommitted(var reason) ->
                    backWith(
                            Weighed.of(state.work(), state.pour(), pan, null),
                            new Notice.NotSaved(reason),
                            pan);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// A container is empty before the target is reached: what came out of it is recorded, the rest comes from another
    /// (WEI-7).
    private Move partDone(Pouring state, Pan pan, PartTapped part) {
        Pouring now = Weighed.of(state, pan, null);
        Optional<Mass> net = now.pour().net(pan);
        if (now instanceof Dispensing(var work, var pour, var _)
                && net.filter(mass -> mass.value().signum() > 0).isPresent()
                && pan.stillShows(part.frameNumber(), part.seen())
                && pan.latest() instanceof Stable reading) {
            Dispense dispense =
                    Dispensed.of(work, pour, pan, reading, part.dispenseId(), part.at());
            return Move.to(
                    new Recording(work, pour, dispense),
                    new RecordPart(work.sessionId(), dispense));
        }
        return Move.to(
                Weighed.of(state, pan, new Notice.WeightChanged()),
                Move.signal(Signal.Kind.WARNING));
    }

    private Move nextStep(Work work, SessionRecord record, Pan pan) {
        BenchState state =
                record.nextStep()
                        .<BenchState>map(step ->
                                new AwaitingContainer(
                                        new Work(work.operator(), record, step), null))
                        .orElseGet(() -> new AwaitingSignature(work.operator(), record, null));
        return resume.returned(state, pan).and(Move.signal(Signal.Kind.ACCEPTED));
    }

    /// Back to a step that was left for the store; the balance may have been away meanwhile.
    private Move backWith(Weighing state, Notice notice, Pan pan) {
        Move back = resume.returned(state, pan);
        return back.state() instanceof Weighing weighing
                ? new Move(Weighed.with(weighing, notice), back.effects())
                : back;
    }

    private static Move askReason(Weighing state) {
        Work work = state.work();
        return Move.to(new Rejecting(work.operator(), work.record(), state, null));
    }

    // Identity (WEI-3)

    private Move identified(AwaitingContainer state, Pan pan, CodeScanned scan) {
        Work work = state.work();
        if (startsThisSession(work, scan.code())) {
            return Move.to(state);
        }
        Material material = scan.material();
        if (material == null) {
            return byCode(work, pan, scan);
        }
        if (!material.ingredientId().equals(work.step().ingredientId())) {
            return wrongIngredient(work, scan.text());
        }
        MaterialRefusal refusal = material.refusal();
        return refusal == null
                ? askTare(new Taring(work, material.source(), false, null), pan)
                : refused(work, refusal, scan.text());
    }

    /// What nobody looked up is right if it is the ingredient's own code.
    private Move byCode(Work work, Pan pan, CodeScanned scan) {
        Optional<String> item = itemCode(scan.code());
        return item.isPresent() && item.get().equals(work.step().requiredCode())
                ? askTare(new Taring(work, item.get(), false, null), pan)
                : wrongIngredient(work, scan.text());
    }

    /// The right ingredient, but not from there: as hard a stop as a wrong one.
    private static Move refused(Work work, MaterialRefusal refusal, String text) {
        return refusal instanceof MaterialRefusal.LotNeeded
                ? Move.to(
                        new AwaitingContainer(work, new Notice.MaterialRefused(refusal)),
                        Move.signal(Signal.Kind.WARNING))
                : Move.to(
                        new AwaitingContainer(work, new Notice.MaterialRefused(refusal)),
                        nearMiss(work, text),
                        Move.signal(Signal.Kind.WRONG_ITEM));
    }

    private Move scannedAgain(Taring state, CodeScanned scan, Pan pan) {
        if (startsThisSession(state.work(), scan.code())) {
            return Move.to(state);
        }
        return isSame(state.source(), scan)
                ? askTare(state, pan)
                : identified(new AwaitingContainer(state.work(), null), pan, scan);
    }

    private Move scannedWhilePouring(Pouring state, Pan pan, CodeScanned scan) {
        Work work = state.work();
        if (startsThisSession(work, scan.code()) || isSame(state.pour().source(), scan)) {
            return Move.to(state);
        }
        Material material = scan.material();
        if (material != null && material.ingredientId().equals(work.step().ingredientId())) {
            return Move.to(
                    Weighed.of(state, pan, new Notice.FinishPartFirst(scan.text())),
                    Move.signal(Signal.Kind.WARNING));
        }
        return Move.to(
                Weighed.of(state, pan, wrong(work.step(), scan.text())),
                nearMiss(work, scan.text()),
                Move.signal(Signal.Kind.WRONG_ITEM));
    }

    private static boolean isSame(Source source, CodeScanned scan) {
        return itemCode(scan.code()).filter(source.scannedCode()::equals).isPresent();
    }

    private static Move wrongIngredient(Work work, String text) {
        return Move.to(
                new AwaitingContainer(work, wrong(work.step(), text)),
                nearMiss(work, text),
                Move.signal(Signal.Kind.WRONG_ITEM));
    }

    private static Notice wrong(Step step, String text) {
        return new Notice.WrongIngredient(step.requiredCode(), step.ingredientName(), text);
    }

    private static Effect nearMiss(Work work, String text) {
        return new RecordNearMiss(
                work.sessionId(),
                work.step().id(),
                work.step().requiredCode(),
                text,
                work.operator());
    }

    /// The formula's label may still lie under the camera when its session opens: that is no near miss.
    private static boolean startsThisSession(Work work, ScannedCode code) {
        return switch (code) {
            case StartFormula(var formula, var _) ->
                    formula.equals(work.record().context().formulaCode());
            case OpenSession(var id, var _) -> id.equals(work.sessionId());
            case ContainerCode _,
                    LotCode _,
                    IngredientCode _,
                    Gs1Code _,
                    BareCode _,
                    BadgeCode _,
                    EnrolmentCode _,
                    UnknownCode _ ->
                    false;
        };
    }

    private static Optional<String> itemCode(ScannedCode code) {
        return switch (code) {
            case ContainerCode(var value) -> Optional.of(value);
            case LotCode(var value) -> Optional.of(value);
            case IngredientCode(var value) -> Optional.of(value);
            case BareCode(var value) -> Optional.of(value);
            case Gs1Code item -> Optional.of(item.gtin());
            case StartFormula _, OpenSession _, BadgeCode _, EnrolmentCode _, UnknownCode _ ->
                    Optional.empty();
        };
    }

    // Amount (SES-7): may change until the first dispense

    private static Move amountEntered(AwaitingContainer state, Pan pan, Amount amount) {
        Work work = state.work();
        return work.record().dispenses().isEmpty() && pan.identity().isPresent()
                ? Move.to(
                        new Rescaling(work),
                        new ChangeAmount(
                                work.sessionId(), amount, pan.identity().get(), work.operator()))
                : Move.to(state);
    }

    // Tare (WEI-6)

    private Move askTare(Taring state, Pan pan) {
        if (state.asked()) {
            return Move.to(state);
        }
        Optional<Mass> load = pan.steadyGross();
        if (load.isEmpty()) {
            return resume.clearTareAgain(state, pan);
        }
        Work work = state.work();
        if (work.record().lastGross().isEmpty()
                && load.get().compareTo(rules.smallestVessel()) < 0) {
            return Move.to(new Taring(work, state.source(), false, null));
        }
        Notice changed = grossChanged(work, load.get(), pan);
        return changed == null
                ? Move.to(
                        new Taring(work, state.source(), true, null),
                        Move.command(BalanceCommand.TARE))
                : Move.to(new Taring(work, state.source(), false, changed));
    }

    /// The vessel must still weigh what it weighed after the last dispense, or something was added or taken unseen.
    private @Nullable Notice grossChanged(Work work, Mass load, Pan pan) {
        Optional<Mass> expected = work.record().lastGross();
        return expected.isEmpty() || resume.within(load, expected.get(), pan)
                ? null
                : new Notice.GrossChanged(expected.get(), load);
    }

    private Move tared(Taring state, Mass tare, Instant at, Pan pan) {
        Work work = state.work();
        Notice changed = grossChanged(work, tare, pan);
        if (changed != null) {
            return Move.to(
                    new Taring(work, state.source(), false, changed),
                    Move.command(BalanceCommand.CLEAR_TARE));
        }
        Pour pour = new Pour(state.source(), tare, tare, false, tare);
        return Move.to(Weighed.of(work, pour, pan, null), checkpoint(work, pour, tare, at));
    }

    // Pour

    /// A weight at rest that differs noticeably from the last checkpoint becomes the next one.
    private Move settled(Pouring state, Pan pan) {
        if (displayZeroed(state.pour(), pan)) {
            return resume.displayZeroed(state);
        }
        Pouring now = Weighed.of(state, pan, state.notice());
        Optional<Mass> gross = pan.steadyGross();
        if (gross.isPresent()
                && (worthSaving(now.pour(), gross.get(), pan) || becameOver(state, now))
                && pan.latest() instanceof Stable(var _, var frame, var _)) {
            Pour saved = now.pour().saved(gross.get());
            return Move.to(
                    Weighed.with(now, saved),
                    checkpoint(state.work(), saved, gross.get(), frame.receivedAt()));
        }
        return Move.to(now);
    }

    /// Of a spoiled pour the most that was in is kept, so that the overshoot is not forgotten in a power cut.
    private boolean worthSaving(Pour pour, Mass gross, Pan pan) {
        Mass moved = gross.minus(pour.savedGross());
        return pan.identity()
                .map(balance -> rules.checkpointStep(balance.readability()))
                .filter(step ->
                        (pour.spoiled() ? moved : moved.abs()).compareTo(step) > 0
                                && gross.compareTo(pour.tare().minus(step)) >= 0)
                .isPresent();
    }

    private static boolean becameOver(Pouring before, Pouring now) {
        return now instanceof Over && !(before instanceof Over);
    }

    /// Somebody pressed the balance's own tare key: what is in would no longer count. Where the station subtracts the
    /// tare, a vessel that was lifted looks the same until the balance has been asked.
    private boolean displayZeroed(Pour pour, Pan pan) {
        Mass subtracted = pan.tare();
        if (subtracted == null || !(pan.latest() instanceof Stable(var shown, var _, var _))) {
            return false;
        }
        Mass expected = pour.savedGross().minus(subtracted);
        return pan.identity()
                .filter(balance ->
                        shown.abs().compareTo(balance.readability().times(BigDecimal.TWO)) <= 0
                                && expected.compareTo(rules.grossWindow(balance.readability())) > 0)
                .isPresent();
    }

    private static Effect checkpoint(Work work, Pour pour, Mass gross, Instant at) {
        return new SaveCheckpoint(
                new Checkpoint(
                        work.sessionId(),
                        work.step().id(),
                        pour.source(),
                        pour.tare(),
                        gross,
                        pour.peak().compareTo(gross) > 0 ? pour.peak() : gross,
                        at));
    }

    // Accept (WEI-5)

    private Move accepted(Pouring state, Pan pan, AcceptTapped accept) {
        BenchState now = Weighed.of(state, pan, null);
        if (now instanceof InTolerance(var work, var pour, var _)
                && pan.stillShows(accept.frameNumber(), accept.seen())
                && pan.latest() instanceof Stable reading) {
            Dispense dispense =
                    Dispensed.of(work, pour, pan, reading, accept.dispenseId(), accept.at());
            return Move.to(
                    new Recording(work, pour, dispense),
                    new RecordDispense(
                            work.sessionId(),
                            dispense,
                            pour.removed(work, dispense.net()).orElse(null)));
        }
        return Move.to(
                Weighed.of(state, pan, new Notice.WeightChanged()),
                Move.signal(Signal.Kind.WARNING));
    }
}
