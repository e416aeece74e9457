package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.weighing.Guidance.Direction;
import io.prepstation.kiosk.ui.weighing.Weight.Look;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Work;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.mass.Tolerance;
import org.jspecify.annotations.Nullable;

/// Makes number, guidance and bar of what the balance says.
final class Scales {

    private static final String DASH = "–";

    private final Words words;

    Scales(Words words) {
        this.words = words;
    }

    record Shown(Weight weight, Guidance guidance, Gauge gauge) {}

    /// Before the tare: what stands on the pan, which has nothing to do with the limits yet.
    Shown gross(Pan pan, Work work) {
        Mass gross = pan.gross().or(pan::displayed).orElse(null);
        return new Shown(
                weight(gross, pan), Guidance.NONE, gauge(work.tolerance(), null, Direction.NONE));
    }

    /// While pouring: what of the ingredient is in, whoever subtracts the tare.
    Shown net(Pouring state, Pan pan) {
        Tolerance tolerance = state.pour().tolerance(state.work());
        Mass net = state.pour().net(pan).orElse(null);
        if (net == null || state instanceof Regaining) {
            return new Shown(
                    weight(net, pan), Guidance.NONE, gauge(tolerance, null, Direction.NONE));
        }
        Direction direction = state instanceof Over ? Direction.OVER : direction(tolerance, net);
        return new Shown(
                weight(net, pan),
                guidance(direction, tolerance, net, way(state)),
                gauge(tolerance, net, direction));
    }

    /// What is being recorded, not what came after it.
    Shown recorded(Recording state) {
        Tolerance tolerance = state.pour().tolerance(state.work());
        Mass net = state.dispense().net();
        Weight weight =
                new Weight(
                        words.number(net.value()),
                        net.unit().symbol(),
                        Look.STEADY,
                        words.text("weight.saving"));
        return new Shown(
                weight,
                guidance(direction(tolerance, net), tolerance, net, Way.IN),
                gauge(tolerance, net, direction(tolerance, net)));
    }

    private static Direction direction(Tolerance tolerance, Mass net) {
        return switch (tolerance.verdict(net)) {
            case UNDER -> Direction.ADD;
            case IN -> Direction.INSIDE;
            case OVER -> Direction.OVER;
        };
    }

    /// Which way material goes, and whether it may go back.
    private enum Way {
        IN,
        IN_ALONE,
        OUT
    }

    /// Some may be taken out while the vessel holds this ingredient alone.
    private static Way way(Pouring state) {
        if (state.pour().byDifference()) {
            return Way.OUT;
        }
        return state.work().vesselEmpty() ? Way.IN_ALONE : Way.IN;
    }

    private Guidance guidance(Direction direction, Tolerance tolerance, Mass net, Way way) {
        Mass remaining = tolerance.remaining(net);
        return switch (direction) {
            case NONE -> Guidance.NONE;
            case ADD ->
                    new Guidance(
                            direction,
                            words.text(way == Way.OUT ? "guidance.take" : "guidance.add"),
                            words.mass(remaining),
                            way == Way.OUT);
            case INSIDE ->
                    new Guidance(
                            direction,
                            words.text("guidance.inside"),
                            words.signed(remaining.negated()));
            case OVER ->
                    way == Way.IN_ALONE
                            ? new Guidance(
                                    direction,
                                    words.text("guidance.remove"),
                                    words.mass(remaining.abs()))
                            : new Guidance(
                                    direction,
                                    words.text("guidance.over"),
                                    words.signed(remaining.negated()));
        };
    }

    private Gauge gauge(Tolerance tolerance, @Nullable Mass net, Direction direction) {
        return Gauge.of(
                tolerance,
                net,
                direction,
                new Gauge.Texts(
                        words.number(tolerance.lowerLimit().value()),
                        words.number(tolerance.target().value()),
                        words.mass(tolerance.upperLimit())));
    }

    private Weight weight(@Nullable Mass mass, Pan pan) {
        Look look = look(pan);
        String state = state(pan, look);
        return mass == null
                ? new Weight(
                        DASH, MassUnit.GRAM.symbol(), look == Look.STALE ? look : Look.NONE, state)
                : new Weight(words.number(mass.value()), mass.unit().symbol(), look, state);
    }

    private static Look look(Pan pan) {
        if (pan.stale()) {
            return Look.STALE;
        }
        return switch (pan.latest()) {
            case Stable _ -> Look.STEADY;
            case Unstable _, Unmarked _ -> Look.MOVING;
            case Overload _, Underload _ -> Look.NONE;
            case null -> Look.NONE;
        };
    }

    private String state(Pan pan, Look look) {
        if (look == Look.STALE) {
            return words.text("weight.stale");
        }
        return switch (pan.latest()) {
            case Stable _ -> words.text("weight.steady");
            case Unstable _ -> words.text("weight.moving");
            case Unmarked _ -> words.text("weight.unmarked");
            case Overload _ -> words.text("weight.overload");
            case Underload _ -> words.text("weight.underload");
            case null -> words.text("weight.none");
        };
    }
}
