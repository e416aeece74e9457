package io.prepstation.benchmark;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.RescalePlanner;
import io.prepstation.model.formula.RescalePlanner.Held;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How long the plan for a grown batch of 20 lines takes (WEI-8): at most 5 ms, cold runs included.
final class RescalePlanBench {

    private static final int LINES = 20;
    private static final int RUNS = 5_000;
    private static final double LIMIT_MS = 5.0;
    private static final double NANOS_PER_MS = 1e6;

    private RescalePlanBench() {}

    static Figure run() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        RescalePlanner planner =
                new RescalePlanner(
                        Amount.of("1", "L"),
                        new Feasibility(
                                Mass.grams("5200"),
                                Mass.grams("0.0001"),
                                Mass.grams("0.0820"),
                                Mass.grams("100")));
        long[] nanos = new long[RUNS];
        int possible = 0;
        for (int i = 0; i < RUNS; i++) {
            List<Held> lines = lines(random);
            long start = System.nanoTime();
            RescalePlan plan = planner.plan(Amount.of("1", "L"), lines);
            nanos[i] = System.nanoTime() - start;
            possible += plan instanceof RescalePlan.Possible ? 1 : 0;
        }
        Arrays.sort(nanos);
        double p99 = nanos[RUNS * 99 / 100] / NANOS_PER_MS;
        return new Figure(
                "rescale-plan",
                p99,
                null,
                "ms",
                Limit.atMost(LIMIT_MS),
                RUNS,
                String.format(
                        Locale.ROOT,
                        "p99 of 20 lines; median %.3f, slowest %.3f ms; %d of %d could grow",
                        nanos[RUNS / 2] / NANOS_PER_MS,
                        nanos[RUNS - 1] / NANOS_PER_MS,
                        possible,
                        RUNS));
    }

    /// All in, near their targets; the last one up to a tenth too much.
    private static List<Held> lines(SplittableRandom random) {
        List<Held> lines = new ArrayList<>();
        for (int n = 1; n <= LINES; n++) {
            BigDecimal target = BigDecimal.valueOf(1 + random.nextInt(200));
            long off = n == LINES ? 200 + random.nextInt(800) : random.nextInt(150) - 50;
            BigDecimal in =
                    target.add(target.multiply(BigDecimal.valueOf(off)).movePointLeft(4))
                            .setScale(4, java.math.RoundingMode.HALF_EVEN);
            Deviation percent = new Deviation.Percent(BigDecimal.ONE);
            lines.add(
                    new Held(
                            new FormulaLine(n, "i-" + n, target, percent, percent),
                            Mass.grams(in),
                            null));
        }
        return lines;
    }
}
