package io.prepstation.model.bench.walk;

import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.Bench;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.bench.Next;
import io.prepstation.model.bench.Situation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A bench in a generated world, watched at every step.
final class BenchWalk {

    private static final int REMEMBERED = 12;

    private final long seed;
    private final World world;
    private final Witness witness;
    private final Bench bench;
    private final Deque<String> trail = new ArrayDeque<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private UnaryOperator<BenchEvent> heard = UnaryOperator.identity();
    private UnaryOperator<Effect> done = UnaryOperator.identity();

    BenchWalk(long seed, BenchRules rules) {
        this.seed = seed;
        world = new World(seed);
        witness = new Witness(world);
        bench = new Bench(rules);
    }

    /// What the bench hears instead of what happened: a protection switched off.
    BenchWalk hearing(UnaryOperator<BenchEvent> change) {
        heard = change;
        return this;
    }

    /// What is done instead of what the bench asked for: a mistake in the bench.
    BenchWalk doing(UnaryOperator<Effect> change) {
        done = change;
        return this;
    }

    /// How often each state and effect was met.
    Map<String, Integer> run(int events) {
        Situation situation = Situation.initial(Examples.ONLINE);
        for (int i = 0; i < events; i++) {
            if (world.powerCut()) {
                situation = Situation.initial(Examples.OFFLINE);
                witness.powerCut();
                count("power cut");
            }
            situation = step(situation, i);
        }
        return seen;
    }

    World world() {
        return world;
    }

    private Situation step(Situation before, int number) {
        BenchEvent event = world.next(before);
        Next next = bench.next(before, heard.apply(event));
        var effects = next.effects().stream().map(done).toList();
        note(number, event, next.situation(), effects);
        try {
            witness.watch(before, event, next.situation(), effects);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nseed " + seed + "\n" + String.join("\n", trail), e);
        }
        effects.forEach(world::perform);
        count(next.situation().state().getClass().getSimpleName());
        effects.forEach(effect -> count(effect.getClass().getSimpleName()));
        if (before.state() instanceof BenchState.Approving(var _, ApprovalRequest.Witness _, var _)
                && next.situation().state() instanceof BenchState.Recording) {
            count("witnessed");
        }
        if (next.situation().state() instanceof BenchState.Recording(var work, var _, var _)
                && work.byDifference()) {
            count("by difference");
        }
        if (event instanceof BenchEvent.StepChosen
                && !before.state().equals(next.situation().state())) {
            count("jumped");
        }
        return next.situation();
    }

    private void note(int number, BenchEvent event, Situation after, List<Effect> effects) {
        trail.addLast(
                "%d: %.120s → %s %s %.200s"
                        .formatted(
                                number,
                                event,
                                after.state().getClass().getSimpleName(),
                                after.pan().tare(),
                                effects));
        if (trail.size() > REMEMBERED) {
            trail.removeFirst();
        }
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
