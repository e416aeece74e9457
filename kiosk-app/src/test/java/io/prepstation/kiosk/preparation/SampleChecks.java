package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/// Checks of the sample lab's balance with two test weights.
final class SampleChecks {

    static final LocalDate CERTIFIED = LocalDate.of(2027, 5, 31);
    static final TestWeight W200 =
            new TestWeight("W200", Mass.grams("200"), Mass.grams("0.0010"), CERTIFIED);
    static final TestWeight W20 =
            new TestWeight("W20", Mass.grams("20"), Mass.grams("0.0003"), CERTIFIED);
    static final CheckPlan DAILY = plan(Enforcement.BLOCK, Duration.ofDays(1));

    private SampleChecks() {}

    static CheckPlan plan(Enforcement enforcement, Duration every) {
        return new CheckPlan(enforcement, every, Duration.ZERO, List.of(W200, W20), null);
    }

    static BalanceCheck passed(SampleBench bench) {
        return kept(bench, weights("200.0003", "19.9999"));
    }

    static BalanceCheck failed(SampleBench bench) {
        return kept(bench, weights("200.0003", "20.0004"));
    }

    static BalanceCheck kept(SampleBench bench, CheckRun run) {
        return SampleBench.saved(
                bench.readiness(DAILY, SampleBench.NOW).keep(run, SampleLab.OPERATOR));
    }

    /// A check that showed these masses.
    static CheckRun weights(String w200, String w20) {
        CheckRun run = DAILY.run(CheckKind.WEIGHTS, SampleLab.BALANCE).orElseThrow();
        return loaded(loaded(run, w200), w20);
    }

    /// Ten times W20, a step apart every second time: minimum weight 0.1055 g.
    static CheckRun repeatability() {
        CheckRun run = DAILY.run(CheckKind.REPEATABILITY, SampleLab.BALANCE).orElseThrow();
        for (int i = 0; i < 10; i++) {
            run = loaded(run, i % 2 == 0 ? "20.0000" : "20.0001");
        }
        return run;
    }

    private static CheckRun loaded(CheckRun run, String grams) {
        return run.heard(stable("0.0000")).accepted(stable(grams));
    }

    private static BalanceReading stable(String grams) {
        return new BalanceReading.Stable(
                Mass.grams(grams), new Frame(1, "S S " + grams + " g", SampleBench.NOW));
    }
}
