package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.Approved;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StartedAnew;
import io.prepstation.model.bench.BenchEvent.StatusChanged;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.VesselWeighed;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Opening;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Unlocking;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.people.User;
import java.math.BigDecimal;

/// The bench state machine: every (state, event) pair has a decision, made without clock, thread or device.
///
/// A move never records anything by itself: it asks for an [Effect], and the store's answer comes back as an event.
public final class Bench {

    private final BenchRules rules;
    private final StartMoves start;
    private final WeighingMoves weighing;
    private final PourMoves pour;
    private final ResumeMoves resume;
    private final RegainMoves regain;
    private final FinishMoves finish;
    private final CorrectionMoves correction;

    public Bench(BenchRules rules) {
        this.rules = rules;
        this.resume = new ResumeMoves(rules);
        this.start = new StartMoves(rules, resume);
        this.correction = new CorrectionMoves(rules, start);
        this.regain = new RegainMoves(resume);
        TareMoves tare = new TareMoves(rules, resume);
        IdentityMoves identity = new IdentityMoves(tare);
        this.weighing = new WeighingMoves(identity, tare);
        this.pour = new PourMoves(rules, regain, correction, identity);
        this.finish = new FinishMoves(start, pour);
    }

    public Next next(Situation situation, BenchEvent event) {
        Pan pan = panAfter(situation.pan(), event);
        Move move =
                event instanceof StatusChanged
                        ? ConnectionMoves.connectionChanged(situation.state(), situation.pan(), pan)
                        : event instanceof BenchEvent.SignedIn(var user)
                                        && takesOver(situation.state(), user)
                                ? start.backToReady(user, null)
                                : decide(situation.state(), pan, event);
        Move guarded =
                ConnectionMoves.guarded(
                        ConnectionMoves.remembered(situation.state(), move, pan), pan);
        return new Next(new Situation(guarded.state(), pan), guarded.effects());
    }

    /// Somebody else stands at the bench now. What ran is kept step by step, so it is taken up as after a power cut: with
    /// an empty pan, a zero and the vessel's last gross. While the store is being waited for nobody takes over.
    private static boolean takesOver(BenchState state, User user) {
        return switch (state) {
            case SignedOut _ -> false;
            case Starting _,
                    Opening _,
                    Rescaling _,
                    Recording _,
                    Completing _,
                    Failing _,
                    Unlocking _ ->
                    false;
            case Ready _,
                    Reviewing _,
                    Locked _,
                    BenchState.Weighing _,
                    Interrupted _,
                    AwaitingSignature _,
                    Completed _,
                    Rejecting _,
                    Correcting _,
                    Approving _,
                    Fault _ ->
                    state.person().filter(user::equals).isEmpty();
        };
    }

    private Move decide(BenchState current, Pan pan, BenchEvent event) {
        return switch (current) {
            case SignedOut state -> start.signedOut(state, event);
            case Ready state -> start.ready(state, pan, event);
            case Reviewing state -> start.reviewing(state, pan, event);
            case Starting state -> start.starting(state, event);
            case Opening state -> start.opening(state, pan, event);
            case Locked state -> start.locked(state, event);
            case BenchState.Acknowledging state -> weighing.acknowledging(state, pan, event);
            case AwaitingContainer state -> weighing.awaitingContainer(state, pan, event);
            case Rescaling state -> weighing.rescaling(state, pan, event);
            case Taring state -> weighing.taring(state, pan, event);
            case BenchState.Regaining state -> regain.regaining(state, pan, event);
            case Pouring state -> pour.pouring(state, pan, event);
            case Recording state -> weighing.recording(state, pan, event);
            case Correcting state -> correction.correcting(state, pan, event);
            case Approving state -> correction.approving(state, pan, event);
            case Unlocking state -> correction.unlocking(state, event);
            case Interrupted state -> resume.interrupted(state, pan, event);
            case AwaitingSignature state -> finish.awaitingSignature(state, event);
            case Completing state -> finish.completing(state, event);
            case Completed state -> finish.completed(state, pan, event);
            case Rejecting state -> finish.rejecting(state, pan, event);
            case Failing state -> finish.failing(state, event);
            case Fault state -> ConnectionMoves.fault(state, event);
        };
    }

    /// What is known of the balance after an event, whatever the bench is doing.
    private Pan panAfter(Pan pan, BenchEvent event) {
        return switch (event) {
            case StatusChanged(var status) -> pan.withStatus(status);
            case ReadingArrived(var reading) -> pan.withReading(reading);
            case Tared(var tare, var _) -> pan.withTare(tare).trustingZero();
            case VesselWeighed _ -> pan.trustingZero();
            case StartedAnew _ -> pan.doubtingZero();
            case TareCleared _ -> pan.withTare(new Mass(BigDecimal.ZERO, MassUnit.GRAM));
            case Tick(var now) -> pan.at(now, rules.staleAfter());
            case AcceptTapped accept -> pan.at(accept.at(), rules.staleAfter());
            case BenchEvent.PartTapped part -> pan.at(part.at(), rules.staleAfter());
            case CorrectTapped tap -> pan.at(tap.at(), rules.staleAfter());
            case Approved approved -> pan.at(approved.at(), rules.staleAfter());
            case Zeroed _ -> pan.trustingZero();
            case CommandRefused _ -> pan;
            case BenchEvent.CodeScanned _, PersonEvent _, TapEvent _, StoreEvent _ -> pan;
        };
    }
}
