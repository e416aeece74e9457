package io.prepstation.model.formula;

import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.formula.RescalePlan.StockTooSmall;
import io.prepstation.model.formula.RescalePlan.Target;
import io.prepstation.model.formula.RescalePlan.TooHeavy;
import io.prepstation.model.formula.RescalePlan.TooLarge;
import io.prepstation.model.formula.RescalePlan.TooMuch;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the smallest growth of a batch after too much of something went in (WEI-8).
///
/// What is in a vessel is settled where it lies within the limits of the grown batch, or where the missing part is heavy
/// enough to be weighed on its own. Each line thus allows one span of amounts without a top-up and every amount above
/// another bound with one; the plan is the smallest amount that all lines allow.
public final class RescalePlanner {

    /// One line and what is in of it.
    ///
    /// @param in null if nothing was weighed yet
    /// @param stock what is left to weigh from; null if nobody counts it
    public record Held(FormulaLine line, @Nullable Mass in, @Nullable Mass stock) {}

    /// What stands there for everything that has no vessel of its own.
    ///
    /// @param empty what it weighs empty
    /// @param volume what it holds; null if nobody knows
    public record CommonVessel(Mass empty, @Nullable Amount volume) {}

    /// Beyond this many times its size nobody wants the batch.
    private static final BigDecimal LARGEST_GROWTH = BigDecimal.valueOf(1_000);

    private static final int SIGNIFICANT_DIGITS = 7;

    /// Between the smallest top-up and the upper limit: two display steps to each side, as for any tolerance.
    private static final BigDecimal ROOM_IN_STEPS = BigDecimal.valueOf(4);

    private final Amount base;
    private final Feasibility balance;
    private final CommonVessel common;
    private final BigDecimal d;

    /// Where nothing is known of the common vessel but what the site reckons with.
    ///
    /// @param base the amount the formula lines are given for
    public RescalePlanner(Amount base, Feasibility balance) {
        this(base, balance, new CommonVessel(balance.vessel(), balance.volume()));
    }

    /// @param base the amount the formula lines are given for
    /// @param balance with the empty mass of a vessel that is to hold one line alone
    public RescalePlanner(Amount base, Feasibility balance, CommonVessel common) {
        this.base = base;
        this.balance = balance;
        this.common = common;
        this.d = balance.readability().inGrams();
    }

    /// @param now the amount of the running session
    /// @param lines every line of its version, with the overshoot among what is in
    public RescalePlan plan(Amount now, List<Held> lines) {
        BigDecimal grid = grid(now);
        BigDecimal largest = now.value().multiply(LARGEST_GROWTH);
        BigDecimal amount = onGrid(now.value(), grid, RoundingMode.CEILING);
        for (Held held : lines) {
            Mass in = held.in();
            if (in == null) {
                continue;
            }
            BigDecimal upper = upper(held.line());
            if (upper.signum() <= 0) {
                return new TooLarge(held.line());
            }
            amount =
                    amount.max(
                            reach(
                                    onGrid(in.inGrams(), d, RoundingMode.CEILING),
                                    upper,
                                    now,
                                    grid,
                                    RoundingMode.CEILING));
            if (amount.compareTo(largest) > 0) {
                return new TooLarge(held.line());
            }
        }
        Held tooSmall = firstUnsettled(lines, amount, now, grid);
        while (tooSmall != null) {
            amount = topUpFrom(tooSmall, now, grid);
            if (amount.compareTo(largest) > 0) {
                return new TooLarge(tooSmall.line());
            }
            tooSmall = firstUnsettled(lines, amount, now, grid);
        }
        return checked(now, new Amount(trimmed(amount, now), now.unit()), lines);
    }

    private @Nullable Held firstUnsettled(
            List<Held> lines, BigDecimal amount, Amount now, BigDecimal grid) {
        for (Held held : lines) {
            if (held.in() != null && !settled(held, amount, now, grid)) {
                return held;
            }
        }
        return null;
    }

    private boolean settled(Held held, BigDecimal amount, Amount now, BigDecimal grid) {
        BigDecimal lower = lower(held.line());
        BigDecimal in = grams(held);
        boolean enough =
                lower.signum() <= 0
                        || amount.compareTo(
                                        reach(
                                                onGrid(in, d, RoundingMode.FLOOR),
                                                lower,
                                                now,
                                                grid,
                                                RoundingMode.FLOOR))
                                <= 0;
        return enough || amount.compareTo(topUpFrom(held, now, grid)) >= 0;
    }

    /// The smallest amount for which what is missing of a line can be weighed on its own.
    private BigDecimal topUpFrom(Held held, Amount now, BigDecimal grid) {
        BigDecimal needed =
                grams(held).add(smallestTopUp(held.line())).add(d.multiply(ROOM_IN_STEPS));
        return reach(needed, upper(held.line()), now, grid, RoundingMode.CEILING);
    }

    private BigDecimal smallestTopUp(FormulaLine line) {
        BigDecimal smallest = balance.smallest(line).inGrams();
        return smallest.divide(d, 0, RoundingMode.CEILING).multiply(d);
    }

    private RescalePlan checked(Amount now, Amount after, List<Held> lines) {
        Scaling scaling = new Scaling(after, base, balance.readability());
        List<Target> targets = new ArrayList<>();
        for (Held held : lines) {
            targets.add(target(held, scaling.line(held.line())));
        }
        Mass load = heaviest(targets);
        if (load.compareTo(balance.maximum()) > 0) {
            return new TooHeavy(after, load, balance.maximum());
        }
        Amount holds = common.volume();
        if (holds != null && after.exceeds(holds)) {
            return new TooMuch(after, holds);
        }
        StockTooSmall shortage = shortage(after, lines, targets);
        return shortage == null ? new Possible(now, after, targets) : shortage;
    }

    /// Of the common vessel and of those that hold one line alone.
    private Mass heaviest(List<Target> targets) {
        Mass together = common.empty();
        Mass alone = balance.vessel();
        Mass standing = together;
        for (Target target : targets) {
            Mass most =
                    target.toAdd().value().signum() > 0
                            ? target.tolerance().upperLimit()
                            : target.in();
            boolean stands = !target.line().asks(LineRule.BY_DIFFERENCE);
            if (!target.line().asks(LineRule.OWN_VESSEL)) {
                together = together.plus(most);
                standing = stands ? together : standing;
            } else if (stands) {
                Mass load = balance.vessel().plus(most);
                alone = load.compareTo(alone) > 0 ? load : alone;
            }
        }
        return standing.compareTo(alone) > 0 ? standing : alone;
    }

    private Target target(Held held, ScaledLine scaled) {
        Tolerance tolerance = scaled.tolerance();
        Mass zero = Mass.grams(BigDecimal.ZERO).toUnit(tolerance.target().unit());
        Mass in = held.in() == null ? zero : held.in();
        if (in.isAtLeast(tolerance.lowerLimit())) {
            return new Target(held.line(), tolerance, in, zero);
        }
        Mass missing = tolerance.target().minus(in);
        Mass smallest =
                Mass.grams(smallestTopUp(held.line()).add(d.multiply(BigDecimal.TWO)))
                        .toUnit(balance.readability().unit());
        boolean tooLittle = held.in() != null && missing.compareTo(smallest) < 0;
        return new Target(held.line(), tolerance, in, tooLittle ? smallest : missing);
    }

    private static @Nullable StockTooSmall shortage(
            Amount after, List<Held> lines, List<Target> targets) {
        Map<String, Mass> needs = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Held held = lines.get(i);
            Mass stock = held.stock();
            Mass need = needs.merge(held.line().ingredientId(), targets.get(i).toAdd(), Mass::plus);
            if (stock != null && need.compareTo(stock) > 0) {
                return new StockTooSmall(after, held.line(), need, stock);
            }
        }
        return null;
    }

    private static BigDecimal grams(Held held) {
        Mass in = held.in();
        return in == null ? BigDecimal.ZERO : in.inGrams();
    }

    private static BigDecimal lower(FormulaLine line) {
        return line.targetG().subtract(line.lower().gramsFor(line.targetG()));
    }

    private static BigDecimal upper(FormulaLine line) {
        return line.targetG().add(line.upper().gramsFor(line.targetG()));
    }

    /// The amount, in the unit of the running one, for which a limit given for the base amount becomes these grams.
    private BigDecimal reach(
            BigDecimal grams, BigDecimal limit, Amount now, BigDecimal grid, RoundingMode mode) {
        BigDecimal unit = now.unit().toBase(BigDecimal.ONE);
        BigDecimal numerator = grams.multiply(base.inBaseUnit());
        return numerator.divide(limit.multiply(unit).multiply(grid), 0, mode).multiply(grid);
    }

    /// How finely an amount is written: seven digits, or as it is already; pieces are whole.
    private static BigDecimal grid(Amount now) {
        if (now.unit().kind() == AmountUnit.Kind.COUNT) {
            return BigDecimal.ONE;
        }
        int digits = SIGNIFICANT_DIGITS - (now.value().precision() - now.value().scale());
        return BigDecimal.ONE.scaleByPowerOfTen(-Math.max(digits, now.value().scale()));
    }

    private static BigDecimal onGrid(BigDecimal value, BigDecimal grid, RoundingMode mode) {
        return value.divide(grid, 0, mode).multiply(grid);
    }

    private static BigDecimal trimmed(BigDecimal amount, Amount now) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(
                Math.max(Math.max(0, now.value().scale()), Math.max(0, stripped.scale())));
    }
}
