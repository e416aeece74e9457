package io.prepstation.kiosk.bench;

import io.prepstation.device.gpio.Lamp;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Weighing;

/// Which colour the lamp has: green where a tap or a step goes on, red where something is wrong, amber while weighing.
public final class LampOfState {

    private LampOfState() {}

    public static Lamp of(BenchState state) {
        if (state instanceof InTolerance || state instanceof Completed) {
            return Lamp.GREEN;
        }
        if (state instanceof Over
                || state instanceof Correcting
                || state instanceof Fault
                || state instanceof Locked) {
            return Lamp.RED;
        }
        return state instanceof Pouring || state instanceof Weighing ? Lamp.AMBER : Lamp.OFF;
    }
}
