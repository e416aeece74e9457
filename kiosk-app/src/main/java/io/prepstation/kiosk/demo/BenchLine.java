package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Approving;
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
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import org.jspecify.annotations.Nullable;

/// A situation as one JSON object: what somebody in front of the screen would take in at a glance.
final class BenchLine {

    private BenchLine() {}

    static ObjectNode of(Situation situation) {
        BenchState state = situation.state();
        ObjectNode line =
                Json.object().put("event", "state").put("state", state.getClass().getSimpleName());
        line.put("balanceOnline", situation.pan().online());
        Notice notice = noticeOf(state);
        if (notice != null) {
            line.put("notice", notice.getClass().getSimpleName());
        }
        if (notice instanceof Notice.NotSaved(var why)) {
            line.put("why", why);
        }
        SessionRecord record = recordOf(state);
        if (record != null) {
            line.put("session", record.id()).put("saved", record.dispenses().size());
        }
        describe(state, situation.pan(), line);
        return line;
    }

    private static void describe(BenchState state, Pan pan, ObjectNode line) {
        if (state instanceof Ready ready) {
            line.put("looked", ready.looked());
        }
        if (state instanceof Weighing weighing) {
            Step step = weighing.work().step();
            line.put("step", step.sequence())
                    .put("of", weighing.work().record().steps().size())
                    .put("code", step.requiredCode())
                    .put("name", step.ingredientName())
                    .put("target", tolerance(weighing).target().inGrams().toPlainString())
                    .put("byDifference", weighing.work().byDifference());
        }
        if (state instanceof Taring) {
            line.put("steady", pan.steadyGross().isPresent());
        }
        if (state instanceof Pouring pouring) {
            pouring.pour()
                    .net(pan)
                    .ifPresent(net -> line.put("net", net.inGrams().toPlainString()));
            line.put("steady", pan.latest() instanceof Stable && !pan.stale());
        }
        if (state instanceof Correcting correcting) {
            line.put("step", correcting.work().step().sequence())
                    .put("planned", correcting.plan() != null);
            if (correcting.plan() instanceof RescalePlan.Possible plan) {
                line.put("after", plan.after().toString()).put("topUps", plan.topUps().size());
            }
        }
        if (state instanceof Interrupted interrupted) {
            line.put("phase", interrupted.phase().name());
        }
    }

    private static Tolerance tolerance(Weighing weighing) {
        return weighing instanceof Pouring pouring
                ? pouring.pour().tolerance(pouring.work())
                : weighing.work().tolerance();
    }

    private static @Nullable Notice noticeOf(BenchState state) {
        return switch (state) {
            case Weighing weighing -> weighing.notice();
            case Ready ready -> ready.notice();
            case Reviewing reviewing -> reviewing.notice();
            case Interrupted interrupted -> interrupted.notice();
            case AwaitingSignature awaiting -> awaiting.notice();
            case Completed completed -> completed.notice();
            case Rejecting rejecting -> rejecting.notice();
            case Correcting correcting -> correcting.notice();
            case Approving approving -> approving.notice();
            case SignedOut _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    Completing _,
                    Failing _,
                    Unlocking _,
                    Fault _ ->
                    null;
        };
    }

    private static @Nullable SessionRecord recordOf(BenchState state) {
        return switch (state) {
            case Weighing weighing -> weighing.work().record();
            case Rescaling rescaling -> rescaling.work().record();
            case Recording recording -> recording.work().record();
            case Ready ready -> unfinished(ready.unfinished());
            case Interrupted interrupted -> interrupted.unfinished().record();
            case AwaitingSignature awaiting -> awaiting.record();
            case Completing completing -> completing.record();
            case Completed completed -> completed.record();
            case Rejecting rejecting -> rejecting.record();
            case Failing failing -> failing.record();
            case Correcting correcting -> correcting.work().record();
            case Fault fault -> recordOf(fault.interrupted());
            case SignedOut _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Approving _,
                    Unlocking _ ->
                    null;
        };
    }

    private static @Nullable SessionRecord unfinished(@Nullable Unfinished unfinished) {
        return unfinished == null ? null : unfinished.record();
    }
}
