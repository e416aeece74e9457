package io.prepstation.kiosk.ui.correcting;

import io.prepstation.kiosk.ui.correcting.Choice.Way;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.formula.RescalePlan.Target;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Says what each way out of an overshoot comes to.
final class Choices {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Words words;

    Choices(Words words) {
        this.words = words;
    }

    CorrectingContent of(Correcting state) {
        Step step = state.work().step();
        return new CorrectingContent(
                words.text("correcting.title", step.ingredientName()),
                words.text(
                        "correcting.seen",
                        words.mass(state.dispense().net()),
                        words.mass(state.pour().tolerance(state.work()).upperLimit())),
                List.of(remove(state), rescale(state), override(state), reject(state)),
                state.plan() instanceof Possible possible ? lines(state, possible) : List.of());
    }

    private Choice remove(Correcting state) {
        Tolerance tolerance = state.pour().tolerance(state.work());
        Mass net = state.dispense().net();
        boolean open = !state.pour().spoiled();
        boolean back = state.pour().byDifference();
        return new Choice(
                Way.REMOVE,
                words.text(back ? "correcting.put-back" : "correcting.remove"),
                open
                        ? words.text(
                                back ? "correcting.put-back.result" : "correcting.remove.result",
                                words.limits(
                                        net.minus(tolerance.upperLimit()),
                                        net.minus(tolerance.lowerLimit())))
                        : words.text("correcting.remove.closed"),
                open);
    }

    private Choice rescale(Correcting state) {
        RescalePlan plan = state.plan();
        return new Choice(
                Way.RESCALE,
                words.text("correcting.rescale"),
                switch (plan) {
                    case Possible possible -> grown(possible);
                    case RescalePlan.TooHeavy(var after, var load, var maximum) ->
                            words.text(
                                    "correcting.rescale.too-heavy",
                                    words.amount(after),
                                    words.mass(load),
                                    words.mass(maximum));
                    case RescalePlan.TooMuch(var after, var holds) ->
                            words.text(
                                    "correcting.rescale.too-much",
                                    words.amount(after),
                                    words.amount(holds));
                    case RescalePlan.StockTooSmall(var after, var line, var needed, var stock) ->
                            words.text(
                                    "correcting.rescale.stock",
                                    words.amount(after),
                                    nameOf(state, line.sequence()),
                                    words.mass(needed),
                                    words.mass(stock));
                    case RescalePlan.TooLarge(var line) ->
                            words.text(
                                    "correcting.rescale.too-large", nameOf(state, line.sequence()));
                    case null -> words.text("correcting.rescale.planning");
                },
                plan instanceof Possible);
    }

    private String grown(Possible plan) {
        BigDecimal percent =
                plan.after()
                        .value()
                        .subtract(plan.before().value())
                        .multiply(HUNDRED)
                        .divide(plan.before().value(), 2, RoundingMode.HALF_UP);
        return words.text(
                "correcting.rescale.result",
                words.amount(plan.before()),
                words.amount(plan.after()),
                words.number(percent),
                plan.topUps().size());
    }

    private Choice override(Correcting state) {
        Mass over = state.dispense().net().minus(state.pour().tolerance(state.work()).target());
        return new Choice(
                Way.OVERRIDE,
                words.text("correcting.override"),
                words.text("correcting.override.result", words.signed(over)),
                true);
    }

    private Choice reject(Correcting state) {
        Mass wasted =
                state.work().record().dispenses().stream()
                        .map(Dispense::net)
                        .reduce(state.dispense().net(), Mass::plus);
        return new Choice(
                Way.REJECT,
                words.text("correcting.reject"),
                words.text("correcting.reject.result", words.mass(wasted)),
                true);
    }

    private List<GrownLine> lines(Correcting state, Possible plan) {
        List<GrownLine> lines = new ArrayList<>();
        for (int i = 0; i < plan.targets().size(); i++) {
            Target target = plan.targets().get(i);
            boolean started = target.in().value().signum() > 0;
            boolean toAdd = started && target.toAdd().value().signum() > 0;
            lines.add(
                    new GrownLine(
                            String.valueOf(target.line().sequence()),
                            state.work().record().steps().get(i).ingredientName(),
                            started ? words.mass(target.in()) : "–",
                            words.mass(target.tolerance().target()),
                            toAdd ? "+" + words.mass(target.toAdd()) : ""));
        }
        return lines;
    }

    private static String nameOf(Correcting state, int sequence) {
        return state.work().record().steps().get(sequence - 1).ingredientName();
    }
}
