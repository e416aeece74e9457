package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.FORMULA;
import static io.prepstation.model.bench.Examples.OPERATOR;
import static io.prepstation.model.bench.Examples.REVIEW;
import static io.prepstation.model.bench.Examples.START;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownContainer;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.TareSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// At least one of every state and every event, and the balances they can meet.
final class Representatives {

    private static final Mass VESSEL = Mass.grams("50.000");
    private static final SessionRecord FRESH = Examples.session("s-1", 2);
    private static final Dispense DISPENSE =
            new Dispense(
                    "d-1",
                    "s-1-1",
                    "ING-0001",
                    null,
                    null,
                    Mass.grams("10.000"),
                    Mass.grams("60.000"),
                    VESSEL,
                    TareSource.BALANCE,
                    "10.000",
                    "g",
                    "flag",
                    "S S 10.000 g",
                    "SIM0001",
                    START,
                    "u-1");
    private static final Dispense OVERSHOOT =
            new Dispense(
                    "d-1",
                    "s-1-1",
                    "ING-0001",
                    null,
                    null,
                    Mass.grams("11.000"),
                    Mass.grams("61.000"),
                    VESSEL,
                    TareSource.BALANCE,
                    "11.000",
                    "g",
                    "flag",
                    "S S 11.000 g",
                    "SIM0001",
                    START,
                    "u-1");
    private static final SessionRecord HALF = Examples.dispensed(FRESH, DISPENSE);
    private static final SessionRecord DONE =
            Examples.dispensed(Examples.session("s-1", 1), DISPENSE);
    private static final SessionRecord COMPLETED =
            Examples.ended(DONE, SessionStatus.COMPLETED, START);
    private static final Unfinished UNFINISHED =
            new Unfinished(
                    HALF,
                    new Checkpoint(
                            "s-1", "s-1-2", "ING-0002", VESSEL, Mass.grams("60.000"), START));
    private static final Notice REFUSED =
            new Notice.BalanceRefused(BalanceCommand.CLEAR_TARE, "not now");

    private Representatives() {}

    static List<BenchState> states() {
        List<BenchState> states = new ArrayList<>(withoutStep());
        for (SessionRecord record : List.of(FRESH, HALF)) {
            states.addAll(ofStep(new Work(OPERATOR, record, record.nextStep().orElseThrow())));
        }
        states.addAll(asking());
        for (BenchState state : List.copyOf(states)) {
            states.add(new BenchState.Rejecting(OPERATOR, HALF, state, null));
            states.add(new BenchState.Failing(OPERATOR, HALF, state));
        }
        return states;
    }

    static List<BenchEvent> events() {
        List<BenchEvent> events = new ArrayList<>();
        events.add(new BenchEvent.SignedIn(OPERATOR));
        events.add(new BenchEvent.SignOutTapped());
        Stream.of(
                        "F=PRM00936",
                        "F=OTHER",
                        "/formula-first?code=PRM00936",
                        "S=s-1;F=PRM00936",
                        "S=s-9",
                        "C=ING-0001",
                        "L=L1",
                        "I=ING-0001",
                        "ING-0002",
                        "B=1",
                        "E=https://hub;K=ABCD-EFGH",
                        "?")
                .map(text -> new BenchEvent.CodeScanned(FormulaCode.parse(text), text))
                .forEach(events::add);
        statuses().map(BenchEvent.StatusChanged::new).forEach(events::add);
        readings().map(BenchEvent.ReadingArrived::new).forEach(events::add);
        events.add(new BenchEvent.Tared(VESSEL, START));
        events.add(new BenchEvent.VesselWeighed(Mass.grams("50.000"), START));
        events.add(new BenchEvent.StartedAnew());
        events.add(new BenchEvent.TareCleared());
        events.add(new BenchEvent.Zeroed());
        for (BalanceCommand command : BalanceCommand.values()) {
            events.add(new BenchEvent.CommandRefused(command, "not now"));
        }
        events.addAll(taps());
        events.add(new BenchEvent.Tick(START));
        events.add(new BenchEvent.Tick(START.plusSeconds(5)));
        events.addAll(answers());
        return events;
    }

    /// The same balance at several moments, another one, and none.
    static List<Pan> pans() {
        Pan online = Pan.unknown(Examples.ONLINE);
        List<Pan> pans = new ArrayList<>();
        for (Pan pan : List.of(online, online.withTare(Mass.grams("0")), online.withTare(VESSEL))) {
            pans.add(pan);
            readings().map(pan::withReading).forEach(pans::add);
        }
        pans.add(
                online.withTare(VESSEL)
                        .withReading(new BalanceReading.Stable(Mass.grams("10.000"), frame("S S")))
                        .at(START.plusSeconds(9), Duration.ofSeconds(1)));
        statuses().map(Pan::unknown).forEach(pans::add);
        return pans;
    }

    private static List<BenchState> withoutStep() {
        return List.of(
                new BenchState.SignedOut(),
                BenchState.Ready.unknowing(OPERATOR, null),
                new BenchState.Ready(OPERATOR, true, null, null),
                new BenchState.Ready(OPERATOR, true, UNFINISHED, null),
                new BenchState.Reviewing(OPERATOR, REVIEW, null),
                new BenchState.Reviewing(OPERATOR, REVIEW, new Notice.ResumeFirst("s-1")),
                new BenchState.Starting(OPERATOR, FORMULA),
                new BenchState.Opening(OPERATOR, "s-1", FORMULA),
                new BenchState.Opening(OPERATOR, "s-1", null),
                new BenchState.Locked(OPERATOR, FORMULA),
                new BenchState.Unlocking(OPERATOR, FORMULA),
                new BenchState.Approving(OPERATOR, new ApprovalRequest.Unlock(FORMULA), null),
                new BenchState.Interrupted(
                        OPERATOR, UNFINISHED, BenchState.Interrupted.Phase.EMPTY_PAN, null),
                new BenchState.Interrupted(
                        OPERATOR, UNFINISHED, BenchState.Interrupted.Phase.EMPTY_PAN, REFUSED),
                new BenchState.Interrupted(
                        OPERATOR, UNFINISHED, BenchState.Interrupted.Phase.ZEROING, null),
                new BenchState.Interrupted(
                        OPERATOR, UNFINISHED, BenchState.Interrupted.Phase.VESSEL, null),
                new BenchState.AwaitingSignature(OPERATOR, DONE, null),
                new BenchState.Completing(OPERATOR, DONE),
                new BenchState.Completed(OPERATOR, COMPLETED, null));
    }

    private static List<BenchState> ofStep(Work work) {
        Pour pour = new Pour(work.step().requiredCode(), VESSEL, VESSEL, false);
        BenchState dispensing = new BenchState.Dispensing(work, pour, null);
        BenchState.Correcting correcting =
                new BenchState.Correcting(work, pour, DISPENSE, 1, null, null);
        return List.of(
                new BenchState.AwaitingContainer(work, null),
                new BenchState.AwaitingContainer(work, REFUSED),
                new BenchState.Rescaling(work),
                new BenchState.Taring(work, pour.scannedCode(), false, null),
                new BenchState.Taring(work, pour.scannedCode(), true, null),
                new BenchState.Taring(work, pour.scannedCode(), false, REFUSED),
                dispensing,
                new BenchState.Settling(work, pour, null),
                new BenchState.InTolerance(work, pour, null),
                new BenchState.Over(work, pour, null),
                new BenchState.Over(
                        work, new Pour(pour.source(), VESSEL, VESSEL, true, VESSEL, null), null),
                correcting,
                new BenchState.Correcting(
                        work, pour, DISPENSE, 1, Examples.plan(work.record(), OVERSHOOT), null),
                new BenchState.Approving(
                        OPERATOR, new ApprovalRequest.Overriding(correcting), null),
                new BenchState.Regaining(work, pour, VESSEL, null),
                new BenchState.Regaining(work, pour, VESSEL, REFUSED),
                new BenchState.Recording(work, pour, DISPENSE),
                new BenchState.Fault(OPERATOR, Examples.OFFLINE, dispensing, null),
                new BenchState.Fault(OPERATOR, Examples.OFFLINE, dispensing, VESSEL));
    }

    /// States of a step whose formula line asks everything.
    private static List<BenchState> asking() {
        SessionRecord record =
                Examples.asking(
                        FRESH,
                        _ ->
                                Set.of(
                                        LineRule.FREE_ORDER,
                                        LineRule.WITNESS,
                                        LineRule.OWN_VESSEL,
                                        LineRule.HAZARDS));
        List<BenchState> states = new ArrayList<>(asking(record));
        states.addAll(byDifference());
        return states;
    }

    /// States of a step that is weighed as what its container loses.
    private static List<BenchState> byDifference() {
        SessionRecord record = Examples.asking(FRESH, _ -> Set.of(LineRule.BY_DIFFERENCE));
        Work work = new Work(OPERATOR, record, record.nextStep().orElseThrow());
        Pour pour = Pour.tared(Source.ofCode(work.step().requiredCode()), VESSEL, Examples.D);
        BenchState dispensing = new BenchState.Dispensing(work, pour, null);
        return List.of(
                new BenchState.AwaitingContainer(work, null),
                new BenchState.Taring(work, pour.source(), false, null),
                new BenchState.Taring(work, pour.source(), true, null),
                new BenchState.Taring(work, pour.source(), false, REFUSED),
                new BenchState.Taring(work, pour.source(), false, new Notice.StoodThere(VESSEL)),
                new BenchState.Taring(
                        work,
                        pour.source().in(new KnownContainer("C-9", Examples.D, VESSEL)),
                        false,
                        new Notice.OtherContainer("C-9", VESSEL, VESSEL)),
                dispensing,
                new BenchState.Settling(work, pour, null),
                new BenchState.InTolerance(work, pour, null),
                new BenchState.Over(work, pour, null),
                new BenchState.Regaining(work, pour, VESSEL, null),
                new BenchState.Regaining(work, pour, VESSEL, REFUSED),
                new BenchState.Rejecting(OPERATOR, record, dispensing, null),
                new BenchState.Fault(OPERATOR, Examples.OFFLINE, dispensing, VESSEL));
    }

    private static List<BenchState> asking(SessionRecord record) {
        Work work = new Work(OPERATOR, record, record.nextStep().orElseThrow());
        Pour pour = new Pour(work.step().requiredCode(), VESSEL, VESSEL, false);
        BenchState dispensing = new BenchState.Dispensing(work, pour, null);
        var scan = new BenchEvent.CodeScanned(FormulaCode.parse("ING-0002"), "ING-0002");
        return List.of(
                new BenchState.AwaitingContainer(work, null),
                new BenchState.AwaitingContainer(
                        work, new Notice.OtherStep("s-1-2", 2, "Ingredient 2", scan)),
                new BenchState.Acknowledging(work, pour.source(), false, null),
                new BenchState.Acknowledging(work, pour.source(), true, null),
                new BenchState.Acknowledging(work, pour.source(), false, REFUSED),
                new BenchState.InTolerance(work, pour, null),
                new BenchState.Approving(
                        OPERATOR,
                        new ApprovalRequest.ByHand(dispensing, work, pour, DISPENSE),
                        null),
                new BenchState.Approving(
                        OPERATOR,
                        new ApprovalRequest.Witness(
                                work,
                                pour,
                                DISPENSE,
                                1,
                                new Effect.RecordDispense(work.sessionId(), DISPENSE)),
                        null));
    }

    private static List<BenchEvent> taps() {
        return List.of(
                new BenchEvent.StartTapped(),
                new BenchEvent.ResumeTapped(),
                new BenchEvent.TareTapped(),
                new BenchEvent.ZeroTapped(),
                new BenchEvent.AcceptTapped(1, Mass.grams("10.000"), "d-2", START),
                new BenchEvent.AcceptTapped(9, Mass.grams("1"), "d-3", START.plusSeconds(9)),
                new BenchEvent.CorrectTapped(1, Mass.grams("400.000"), "d-4", START),
                new BenchEvent.CorrectTapped(9, Mass.grams("1"), "d-5", START.plusSeconds(9)),
                new BenchEvent.PartTapped(1, Mass.grams("10.000"), "d-6", START),
                new BenchEvent.PartTapped(9, Mass.grams("1"), "d-7", START.plusSeconds(9)),
                new BenchEvent.RescaleTapped(),
                new BenchEvent.ApprovalTapped(),
                new BenchEvent.Approved(Examples.APPROVAL, START),
                new BenchEvent.Approved(
                        new Approval(OPERATOR, Authentication.CHOSEN, "usable", ""), START),
                new BenchEvent.AcknowledgeTapped(),
                new BenchEvent.StepChosen("s-1-2"),
                new BenchEvent.StepChosen("s-9-9"),
                new BenchEvent.ManualEntered(Mass.grams("10.000"), "d-8", START),
                new BenchEvent.ManualEntered(Mass.grams("0"), "d-9", START),
                new BenchEvent.SignTapped(),
                new BenchEvent.BackTapped(),
                new BenchEvent.RejectTapped("spilled", "fell over"),
                new BenchEvent.RejectTapped("", ""),
                new BenchEvent.RejectTapped("other", ""),
                new BenchEvent.AmountEntered(Examples.LITRE),
                new BenchEvent.AmountEntered(new BatchSize.Times(new BigDecimal("2"))),
                new BenchEvent.CodeScanned(
                        new ScannedCode.ContainerCode("V-7"),
                        "V-7",
                        new Material(
                                "",
                                Source.ofCode("V-7"),
                                new MaterialRefusal.ContainerUnusable("V-7", "clean"),
                                new KnownVessel("7", "V-7", Mass.grams("50.000")))));
    }

    private static List<BenchEvent> answers() {
        return List.of(
                new BenchEvent.UnfinishedFound(null),
                new BenchEvent.UnfinishedFound(UNFINISHED),
                new BenchEvent.ReviewReady(REVIEW, null),
                new BenchEvent.StartRefused(new Notice.FormulaLocked(FORMULA)),
                new BenchEvent.StartRefused(new Notice.UnknownFormula(FORMULA)),
                new BenchEvent.SessionCreated(FRESH),
                new BenchEvent.SessionOpened(UNFINISHED),
                new BenchEvent.SessionOpened(new Unfinished(COMPLETED, null)),
                new BenchEvent.SessionMissing("s-1"),
                new BenchEvent.AmountChanged(FRESH),
                new BenchEvent.RescalePlanned("d-1", Examples.plan(FRESH, OVERSHOOT)),
                new BenchEvent.RescalePlanned("d-9", Examples.plan(FRESH, OVERSHOOT)),
                new BenchEvent.FormulaUnlocked(FORMULA),
                new BenchEvent.HazardsAcknowledged(FRESH),
                new BenchEvent.HazardsAcknowledged(Examples.acknowledged(FRESH, "s-1-1")),
                new BenchEvent.DispenseCommitted(HALF),
                new BenchEvent.DispenseCommitted(DONE),
                new BenchEvent.SessionCompleted(COMPLETED),
                new BenchEvent.SessionFailed(Examples.ended(FRESH, SessionStatus.FAILED, START)),
                new BenchEvent.SessionFailed(
                        Examples.ended(FRESH, SessionStatus.LOCKED_FAILED, START)),
                new BenchEvent.NotCommitted("disk full"),
                new BenchEvent.NotNoted("disk full"));
    }

    private static Stream<BalanceStatus> statuses() {
        return Stream.of(
                new BalanceStatus.Connecting("/dev/ttyUSB0"),
                Examples.OFFLINE,
                Examples.ONLINE,
                new BalanceStatus.Online(Examples.OTHER_BALANCE));
    }

    private static Stream<BalanceReading> readings() {
        return Stream.of(
                new BalanceReading.Stable(Mass.grams("0.000"), frame("S S")),
                new BalanceReading.Stable(Mass.grams("10.000"), frame("S S")),
                new BalanceReading.Stable(Mass.grams("60.000"), frame("S S")),
                new BalanceReading.Stable(Mass.grams("400.000"), frame("S S")),
                new BalanceReading.Stable(Mass.parse("10000 mg"), frame("S S")),
                new BalanceReading.Unstable(Mass.grams("10.000"), frame("S D")),
                new BalanceReading.Unmarked(Mass.grams("10.000"), frame("10.000 g")),
                new BalanceReading.Overload(frame("S +")),
                new BalanceReading.Underload(frame("S -")));
    }

    private static Frame frame(String raw) {
        return new Frame(1, raw, START);
    }
}
