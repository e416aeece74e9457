package io.prepstation.model.bench.walk;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.SignTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.TareTapped;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Somebody who mostly does what the screen says, pours badly, taps late, and sometimes does something else.
final class WorldOperator {

    private static final String START = "F=" + Examples.FORMULA;
    private static final int REMEMBERED = 6;

    private final RandomGenerator random;
    private final Vessel vessel;
    private final WorldBalance balance;
    private final WorldStore store;
    private final Deque<Stable> seen = new ArrayDeque<>();
    private int accepts;

    WorldOperator(RandomGenerator random, Vessel vessel, WorldBalance balance, WorldStore store) {
        this.random = random;
        this.vessel = vessel;
        this.balance = balance;
        this.store = store;
    }

    /// @return null for something that only the balance notices, or for nothing
    @Nullable BenchEvent act(Situation situation, Instant now) {
        if (situation.pan().latest() instanceof Stable stable) {
            remember(stable);
        }
        if (percent(3)) {
            return nonsense(now);
        }
        return switch (situation.state()) {
            case BenchState.SignedOut _ -> new SignedIn(Examples.OPERATOR);
            case BenchState.Ready ready -> ready(ready);
            case BenchState.Reviewing _ ->
                    oneOf(
                            new BenchEvent.StartTapped(),
                            new BenchEvent.StartTapped(),
                            new AmountEntered(Examples.LITRE),
                            new BackTapped());
            case BenchState.Locked _ ->
                    percent(50) ? new BenchEvent.ApprovalTapped() : new BackTapped();
            case BenchState.AwaitingContainer state -> identify(state);
            case BenchState.Acknowledging _ -> acknowledge();
            case BenchState.Taring state -> waitForTare(state);
            case BenchState.Dispensing state -> pour(state, situation.pan(), now);
            case BenchState.InTolerance state -> accept(state, now);
            case BenchState.Over state -> tooMuch(state, situation.pan(), now);
            case BenchState.Correcting state -> correct(state);
            case BenchState.Approving _ -> approve(now);
            case BenchState.Regaining state -> put(isOther(state.notice()) && percent(10));
            case BenchState.Interrupted state -> emptyAndPut(state);
            case BenchState.Fault state -> repair(state, now);
            case BenchState.Rejecting _ ->
                    percent(30) ? new RejectTapped("spilled", "fell over") : new BackTapped();
            case BenchState.AwaitingSignature _ ->
                    percent(90) ? new SignTapped() : new BackTapped();
            case BenchState.Completed _ -> percent(50) ? new BackTapped() : scan(START);
            case BenchState.Starting _,
                    BenchState.Opening _,
                    BenchState.Rescaling _,
                    BenchState.Settling _,
                    BenchState.Recording _,
                    BenchState.Completing _,
                    BenchState.Failing _,
                    BenchState.Unlocking _ ->
                    null;
        };
    }

    private BenchEvent ready(BenchState.Ready ready) {
        if (ready.unfinished() != null && percent(80)) {
            return new BenchEvent.ResumeTapped();
        }
        if (ready.unfinished() == null) {
            vessel.fresh(random.nextLong(20_000, 200_000));
            balance.touched();
        }
        return oneOf(
                scan(START),
                scan(START),
                scan("/formula-first?code=" + Examples.FORMULA),
                scan("S=" + store.newestId() + ";" + START),
                scan("S=s-0;" + START),
                new BenchEvent.SignOutTapped());
    }

    /// Each line that asks for its own vessel gets one; the others share the first. By difference the container stands there
    /// instead.
    private void useVesselOf(Step step) {
        String into = step.asks(LineRule.OWN_VESSEL) ? step.id() : "";
        long empty = random.nextLong(20_000, 200_000);
        if (step.asks(LineRule.BY_DIFFERENCE)) {
            vessel.takeFrom("container of " + step.id(), into, empty, 150_000);
        } else {
            vessel.use(into, empty);
        }
        vessel.put();
    }

    /// Now and then what stands there from the step before is left there.
    private void mostlyUseVesselOf(Step step) {
        if (percent(90)) {
            useVesselOf(step);
        }
    }

    private @Nullable BenchEvent acknowledge() {
        int dice = random.nextInt(100);
        return dice < 60
                ? new BenchEvent.AcknowledgeTapped()
                : dice < 65
                        ? scan(Examples.code(1 + random.nextInt(3)))
                        : dice < 67 ? new BackTapped() : null;
    }

    private @Nullable BenchEvent identify(BenchState.AwaitingContainer state) {
        if (state.work().record().dispenses().isEmpty()) {
            useVesselOf(state.work().step());
        } else {
            mostlyUseVesselOf(state.work().step());
        }
        if (state.notice() instanceof Notice.OtherStep offer && percent(60)) {
            return new BenchEvent.StepChosen(offer.stepId());
        }
        if (percent(4)) {
            return new BenchEvent.StepChosen(
                    state.work().sessionId() + "-" + (1 + random.nextInt(3)));
        }
        if (!state.work().record().dispenses().isEmpty() && percent(3)) {
            touch(random.nextLong(-15, 3_000));
        }
        if (percent(5)) {
            return vesselCode();
        }
        int dice = random.nextInt(100);
        if (dice < 70) {
            return scan(state.work().step().requiredCode());
        }
        if (dice < 85) {
            return scan(Examples.code(1 + random.nextInt(4)));
        }
        return dice < 95 ? new AmountEntered(Amount.of("2", "L")) : new BackTapped();
    }

    /// Mostly that of the vessel that stands there, sometimes that of another one.
    private BenchEvent vesselCode() {
        return named(
                "V-1",
                percent(70)
                        ? vessel.empty().plus(Vessel.grams(random.nextLong(-90, 90)))
                        : vessel.empty().plus(Vessel.grams(random.nextLong(-500, 500))));
    }

    private static BenchEvent named(String code, Mass tare) {
        return new CodeScanned(
                new ScannedCode.ContainerCode(code),
                "C=" + code,
                new Material(
                        "",
                        Source.ofCode(code),
                        new MaterialRefusal.ContainerUnusable(code, "clean"),
                        new KnownVessel("c-1", code, tare)));
    }

    private @Nullable BenchEvent waitForTare(BenchState.Taring state) {
        if (state.work().byDifference()) {
            if (state.notice() instanceof Notice.StoodThere || percent(50)) {
                useVesselOf(state.work().step());
            }
            return percent(40) ? new TareTapped() : null;
        }
        useVesselOf(state.work().step());
        if (isOther(state.notice()) && percent(10)) {
            return new BackTapped();
        }
        if (state.notice() instanceof Notice.OtherVessel && percent(30)) {
            return named("V-2", vessel.empty());
        }
        if (percent(2)) {
            return vesselCode();
        }
        int dice = random.nextInt(100);
        return dice < 10
                ? new TareTapped()
                : dice < 13 ? scan(Examples.code(1 + random.nextInt(3))) : null;
    }

    private @Nullable BenchEvent pour(BenchState.Dispensing state, Pan pan, Instant now) {
        vessel.put();
        if (state.pour().byDifference() && percent(8)) {
            vessel.lift();
            return null;
        }
        Optional<Mass> net = state.pour().net(pan);
        if (net.isEmpty() || percent(3)) {
            return percent(5) ? new BackTapped() : null;
        }
        if (balance.owesZero() || looksZeroed(state, pan)) {
            return null;
        }
        long missing = Vessel.milligrams(state.work().tolerance().remaining(net.get()));
        if (Vessel.milligrams(net.get()) > 100 && atRest(pan) && percent(1)) {
            balance.pressTare(vessel);
            return null;
        }
        if (!seen.isEmpty() && atRest(pan) && Vessel.milligrams(net.get()) > 500 && percent(4)) {
            Stable last = seen.getLast();
            return new BenchEvent.PartTapped(
                    last.frame().number(), last.mass(), "d-" + ++accepts, now);
        }
        if (percent(1)) {
            goesIn(state, missing);
            return typed(state, percent(80) ? 0 : random.nextLong(-300, 300), now);
        }
        int dice = random.nextInt(100);
        if (missing > 0 && percent(40)) {
            goesIn(
                    state,
                    dice < 50
                            ? missing + random.nextLong(-60, 250)
                            : dice < 90 ? missing / 2 : missing + missing / 20);
        }
        return null;
    }

    /// The target, read by eye from somewhere, or something near it.
    private BenchEvent typed(BenchState.Pouring state, long off, Instant now) {
        Mass target = state.pour().tolerance(state.work()).target();
        return new BenchEvent.ManualEntered(target.plus(Vessel.grams(off)), "d-" + ++accepts, now);
    }

    /// Nobody goes on pouring under a zero that he has just set himself.
    private static boolean looksZeroed(BenchState.Dispensing state, Pan pan) {
        Mass subtracted = pan.tare();
        return subtracted != null
                && Vessel.milligrams(state.pour().savedGross().minus(subtracted)) > 10
                && pan.displayed()
                        .filter(shown -> Math.abs(Vessel.milligrams(shown)) <= 2)
                        .isPresent();
    }

    private static boolean atRest(Pan pan) {
        return pan.latest() instanceof Stable && !pan.stale();
    }

    private @Nullable BenchEvent accept(BenchState.InTolerance state, Instant now) {
        if (state.pour().byDifference() && percent(4)) {
            vessel.lift();
            return null;
        }
        if (seen.isEmpty() || percent(20)) {
            return null;
        }
        Stable chosen =
                percent(75)
                        ? seen.getLast()
                        : seen.stream().skip(random.nextInt(seen.size())).findFirst().orElseThrow();
        return accept(chosen, now);
    }

    private BenchEvent accept(Stable reading, Instant now) {
        return new AcceptTapped(reading.frame().number(), reading.mass(), "d-" + ++accepts, now);
    }

    private @Nullable BenchEvent tooMuch(BenchState.Over state, Pan pan, Instant now) {
        if (!seen.isEmpty() && percent(50)) {
            Stable last = seen.getLast();
            return new BenchEvent.CorrectTapped(
                    last.frame().number(), last.mass(), "d-" + ++accepts, now);
        }
        Optional<Mass> net = state.pour().net(pan);
        if (net.isPresent() && (state.removalAllowed() || percent(20))) {
            goesIn(
                    state,
                    Math.min(0, Vessel.milligrams(state.work().tolerance().remaining(net.get()))));
            return null;
        }
        return percent(20) ? new BackTapped() : null;
    }

    private @Nullable BenchEvent correct(BenchState.Correcting state) {
        int dice = random.nextInt(100);
        if (dice < 5) {
            touch(random.nextLong(-300, 300));
        }
        if (state.notice() instanceof Notice.WeightChanged) {
            return new BackTapped();
        }
        return dice < 40
                ? new BenchEvent.RescaleTapped()
                : dice < 55
                        ? new BenchEvent.ApprovalTapped()
                        : dice < 60
                                ? new BackTapped()
                                : dice < 63 ? new RejectTapped("overshoot", "") : null;
    }

    private @Nullable BenchEvent approve(Instant now) {
        if (percent(3)) {
            touch(random.nextLong(-300, 300));
        }
        int dice = random.nextInt(100);
        return dice < 40
                ? new BenchEvent.Approved(Examples.APPROVAL, now)
                : dice < 50
                        ? new BenchEvent.Approved(
                                new Approval(
                                        percent(50) ? Examples.OPERATOR : Examples.SUPERVISOR,
                                        Authentication.CHOSEN,
                                        percent(50) ? "other" : "usable",
                                        ""),
                                now)
                        : dice < 60 ? new BackTapped() : null;
    }

    private static boolean isOther(@Nullable Notice notice) {
        return notice instanceof Notice.GrossChanged || notice instanceof Notice.ContainerChanged;
    }

    private @Nullable BenchEvent emptyAndPut(BenchState.Interrupted state) {
        if (state.phase() == Phase.VESSEL) {
            state.unfinished().step().ifPresent(this::useVesselOf);
            return put(isOther(state.notice()) && percent(10));
        }
        vessel.lift();
        return percent(2) ? new BackTapped() : null;
    }

    private @Nullable BenchEvent put(boolean giveUp) {
        vessel.put();
        return giveUp ? new BackTapped() : null;
    }

    private @Nullable BenchEvent repair(BenchState.Fault state, Instant now) {
        if (state.interrupted() instanceof BenchState.Dispensing pouring && percent(3)) {
            return typed(pouring, 0, now);
        }
        if (percent(5)) {
            touch(random.nextLong(-500, 2_000));
        }
        if (percent(4)) {
            return percent(50) ? new BackTapped() : new RejectTapped("broken", "");
        }
        if (percent(30)) {
            balance.plug(percent(85));
        }
        return null;
    }

    private BenchEvent nonsense(Instant now) {
        Stable any = seen.peekFirst();
        return oneOf(
                new BackTapped(),
                new TareTapped(),
                new BenchEvent.ZeroTapped(),
                new SignTapped(),
                new BenchEvent.StartTapped(),
                new BenchEvent.ResumeTapped(),
                new RejectTapped("", ""),
                scan("hello"),
                scan(START),
                scan(Examples.code(1 + random.nextInt(3))),
                any == null ? new TareTapped() : accept(any, now),
                new SignedIn(Examples.OPERATOR),
                new BenchEvent.SignOutTapped(),
                new BenchEvent.AcknowledgeTapped(),
                new BenchEvent.StepChosen(store.newestId() + "-2"),
                new BenchEvent.ManualEntered(Mass.grams("10.000"), "d-" + ++accepts, now),
                new AmountEntered(Examples.LITRE));
    }

    private void remember(Stable stable) {
        if (!stable.equals(seen.peekLast())) {
            seen.addLast(stable);
        }
        if (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
    }

    /// By difference it comes out of what stands on the pan.
    private void goesIn(BenchState.Pouring state, long milligrams) {
        touch(state.pour().byDifference() ? -milligrams : milligrams);
    }

    private void touch(long milligrams) {
        vessel.pour(milligrams);
        balance.touched();
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private BenchEvent oneOf(BenchEvent... events) {
        return List.of(events).get(random.nextInt(events.length));
    }

    private static BenchEvent scan(String text) {
        return new CodeScanned(FormulaCode.parse(text), text);
    }
}
