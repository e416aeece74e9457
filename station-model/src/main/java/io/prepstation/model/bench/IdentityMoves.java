package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.StepChosen;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.RecordNearMiss;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.LineRule;
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
import io.prepstation.model.formula.ScannedCode.TornCode;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Step;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what was scanned is what the step wants (WEI-3, WEI-4).
final class IdentityMoves {

    private final TareMoves tare;

    IdentityMoves(TareMoves tare) {
        this.tare = tare;
    }

    Move identified(AwaitingContainer state, Pan pan, CodeScanned scan) {
        if (scan.code() instanceof TornCode) {
            return refused(state, new Notice.TornCode());
        }
        Work work = state.work();
        if (startsThisSession(work, scan.code())) {
            return Move.to(state);
        }
        Material material = scan.material();
        if (material == null) {
            return byCode(work, pan, scan);
        }
        Optional<Work> into = vesselNamed(work, scan);
        if (into.isPresent()) {
            Notice small = tooSmall(into.get());
            return small == null
                    ? Move.to(new AwaitingContainer(into.get(), named(into.get())))
                    : refused(state, small);
        }
        if (!material.ingredientId().equals(work.step().ingredientId())) {
            return wrongIngredient(work, scan);
        }
        MaterialRefusal refusal = material.refusal();
        return refusal == null
                ? known(work, material.source(), pan)
                : refused(work, refusal, scan.text());
    }

    /// The work with the empty vessel that was scanned; empty if it is no vessel, or something is in one already.
    private static Optional<Work> vesselNamed(Work work, CodeScanned scan) {
        Material material = scan.material();
        KnownVessel vessel = material == null ? null : material.vessel();
        return vessel == null || !work.vesselEmpty() || work.byDifference()
                ? Optional.empty()
                : Optional.of(work.into(vessel));
    }

    /// What everything goes into must hold what is made (WEI-9).
    private static @Nullable Notice tooSmall(Work work) {
        KnownVessel vessel = work.vessel();
        BigDecimal volumeMl = vessel == null ? null : vessel.volumeMl();
        if (vessel == null || volumeMl == null || work.step().asks(LineRule.OWN_VESSEL)) {
            return null;
        }
        Amount holds = new Amount(volumeMl, AmountUnit.MILLILITRE);
        Amount made = work.record().context().amount();
        return made.exceeds(holds) ? new Notice.VesselTooSmall(vessel.code(), holds, made) : null;
    }

    private static Move refused(Weighing state, Notice notice) {
        return Move.to(Weighed.with(state, notice), Move.signal(Signal.Kind.WARNING));
    }

    private static @Nullable Notice named(Work work) {
        KnownVessel vessel = work.vessel();
        return vessel == null ? null : new Notice.VesselKnown(vessel.code(), vessel.tare());
    }

    /// What nobody looked up is right if it is the ingredient's own code.
    private Move byCode(Work work, Pan pan, CodeScanned scan) {
        Optional<String> item = itemCode(scan.code());
        return item.isPresent() && item.get().equals(work.step().requiredCode())
                ? known(work, Source.ofCode(item.get()), pan)
                : wrongIngredient(work, scan);
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

    Move scannedAgain(Taring state, CodeScanned scan, Pan pan) {
        if (scan.code() instanceof TornCode) {
            return refused(state, new Notice.TornCode());
        }
        if (startsThisSession(state.work(), scan.code())) {
            return Move.to(state);
        }
        Optional<Work> into = vesselNamed(state.work(), scan);
        if (into.isPresent()) {
            Work work = into.get();
            Notice small = tooSmall(work);
            if (small != null) {
                return refused(state, small);
            }
            return tare.ask(new Taring(work, state.source(), state.asked(), named(work)), pan);
        }
        return isSame(state.source(), scan)
                ? tare.ask(state, pan)
                : identified(new AwaitingContainer(state.work(), null), pan, scan);
    }

    Move scannedWhilePouring(Pouring state, Pan pan, CodeScanned scan) {
        if (scan.code() instanceof TornCode) {
            return refused(state, new Notice.TornCode());
        }
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

    /// Hazards that nobody has acknowledged in this session come before the vessel (WEI-14).
    private Move known(Work work, Source source, Pan pan) {
        return work.record().hazardsKnown(work.step())
                ? tare.ask(new Taring(work, source, false, null), pan)
                : Move.to(new Acknowledging(work, source, false, null));
    }

    /// The same container again changes nothing; another one starts over.
    Move scannedAgain(Acknowledging state, CodeScanned scan, Pan pan) {
        if (scan.code() instanceof TornCode) {
            return refused(state, new Notice.TornCode());
        }
        Optional<Work> into = vesselNamed(state.work(), scan);
        if (into.isPresent()) {
            Work work = into.get();
            Notice small = tooSmall(work);
            if (small != null) {
                return refused(state, small);
            }
            return Move.to(new Acknowledging(work, state.source(), state.asked(), named(work)));
        }
        return state.asked()
                        || startsThisSession(state.work(), scan.code())
                        || isSame(state.source(), scan)
                ? Move.to(state)
                : identified(new AwaitingContainer(state.work(), null), pan, scan);
    }

    /// Another step is weighed first; with what was scanned for it, if that led here.
    Move chosen(AwaitingContainer state, Pan pan, StepChosen choice) {
        Work work = state.work();
        return work.record().weighable().stream()
                .filter(step -> step.id().equals(choice.stepId()))
                .findFirst()
                .map(step -> {
                    AwaitingContainer other =
                            new AwaitingContainer(
                                    new Work(work.operator(), work.record(), step), null);
                    return state.notice() instanceof Notice.OtherStep offer
                                    && offer.stepId().equals(step.id())
                            ? identified(other, pan, offer.scan())
                            : Move.to(other);
                })
                .orElse(Move.to(state));
    }

    private static Move wrongIngredient(Work work, CodeScanned scan) {
        Optional<Step> other = otherStep(work, scan);
        return other.isPresent()
                ? Move.to(
                        new AwaitingContainer(
                                work,
                                new Notice.OtherStep(
                                        other.get().id(),
                                        other.get().sequence(),
                                        other.get().ingredientName(),
                                        scan)),
                        Move.signal(Signal.Kind.WARNING))
                : Move.to(
                        new AwaitingContainer(work, wrong(work.step(), scan.text())),
                        nearMiss(work, scan.text()),
                        Move.signal(Signal.Kind.WRONG_ITEM));
    }

    /// Whose ingredient it is, among the steps that may be weighed now as well.
    private static Optional<Step> otherStep(Work work, CodeScanned scan) {
        Material material = scan.material();
        return work.record().weighable().stream()
                .filter(step -> !step.id().equals(work.step().id()))
                .filter(step ->
                        material == null
                                ? itemCode(scan.code())
                                        .filter(step.requiredCode()::equals)
                                        .isPresent()
                                : material.ingredientId().equals(step.ingredientId()))
                .findFirst();
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
                    UnknownCode _,
                    TornCode _ ->
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
            case StartFormula _,
                    OpenSession _,
                    BadgeCode _,
                    EnrolmentCode _,
                    UnknownCode _,
                    TornCode _ ->
                    Optional.empty();
        };
    }
}
