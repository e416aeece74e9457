package io.prepstation.kiosk.ui;

import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Situation;
import java.util.LinkedHashMap;
import java.util.Map;

/// States of the bench, for what follows it and draws nothing.
public final class BenchStates {

    private BenchStates() {}

    /// By the name of the state's class.
    public static Map<String, BenchState> some() {
        BenchFixture bench = BenchFixture.harmless();
        Map<String, BenchState> states = new LinkedHashMap<>();
        for (Situation situation :
                new Situation[] {
                    BenchFixture.signedOut(),
                    BenchFixture.ready(null),
                    BenchFixture.locked(),
                    bench.reviewing("1", null),
                    bench.awaiting(3, null),
                    bench.taring(3, false, null),
                    bench.dispensing(3, "4.0000"),
                    bench.settling(3, "4.0000"),
                    bench.inTolerance(3, "4.0000", null),
                    bench.over(3, "9.0000"),
                    bench.correcting(null),
                    bench.fault(),
                    bench.completed()
                }) {
            states.put(situation.state().getClass().getSimpleName(), situation.state());
        }
        return states;
    }
}
