package io.prepstation.kiosk.bench;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.PourTrace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the weight while an ingredient goes into a vessel; lives on the bench's thread.
final class PourRecorder {

    private @Nullable Pour pour;

    /// @param frame the newest one in the trace
    private record Pour(String stepId, Mass tare, long frame, PourTrace trace) {

        boolean isOf(String step, Mass subtracted) {
            return stepId.equals(step) && tare.sameAs(subtracted);
        }
    }

    /// After every move of the bench.
    void follow(Situation situation) {
        BalanceReading reading = situation.pan().latest();
        if (situation.state() instanceof Pouring pouring && reading != null) {
            pouring.pour()
                    .net(situation.pan())
                    .ifPresent(net ->
                            add(pouring.work().step().id(), pouring.pour().tare(), reading, net));
        }
    }

    /// What was seen of the pour of a step with this tare; empty if nothing was.
    Optional<PourTrace> of(String stepId, Mass tare) {
        return Optional.ofNullable(pour).filter(now -> now.isOf(stepId, tare)).map(Pour::trace);
    }

    private void add(String stepId, Mass tare, BalanceReading reading, Mass net) {
        Pour now = pour;
        boolean stable = reading instanceof BalanceReading.Stable;
        long frame = reading.frame().number();
        if (now == null || !now.isOf(stepId, tare)) {
            pour =
                    new Pour(
                            stepId,
                            tare,
                            frame,
                            PourTrace.begun(reading.frame().receivedAt(), net, stable));
        } else if (frame != now.frame()) {
            pour =
                    new Pour(
                            stepId,
                            tare,
                            frame,
                            now.trace().and(reading.frame().receivedAt(), net, stable));
        }
    }
}
