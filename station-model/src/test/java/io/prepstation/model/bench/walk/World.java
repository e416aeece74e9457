package io.prepstation.model.bench.walk;

import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.bench.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A small world around a bench: vessel, balance, store and operator, all from one seed.
final class World {

    private final SplittableRandom random;
    private final Vessel vessel = new Vessel();
    private final WorldBalance balance;
    private final WorldStore store;
    private final WorldOperator operator;
    private Instant now = Examples.START;

    World(long seed) {
        random = new SplittableRandom(seed);
        balance = new WorldBalance(random.split());
        store = new WorldStore(random.split());
        operator = new WorldOperator(random.split(), vessel, balance, store);
    }

    WorldBalance balance() {
        return balance;
    }

    WorldStore store() {
        return store;
    }

    Instant now() {
        return now;
    }

    /// Whatever happens next at the bench.
    BenchEvent next(Situation situation) {
        while (true) {
            now = now.plusMillis(random.nextInt(40));
            BenchEvent event = possible(situation);
            if (event != null) {
                return event;
            }
        }
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.CommandBalance(var command)) {
            balance.command(command);
        }
        store.perform(effect, now);
    }

    boolean powerCut() {
        if (random.nextInt(2_000) > 0) {
            return false;
        }
        store.powerCut();
        if (random.nextInt(3) == 0) {
            balance.restart();
        }
        balance.plug(true);
        return true;
    }

    private @Nullable BenchEvent possible(Situation situation) {
        int dice = random.nextInt(1_000);
        if (dice < 400) {
            balance.work(vessel, now);
            return balance.message();
        }
        if (dice < 550) {
            return balance.message();
        }
        if (dice < 700) {
            return store.answer();
        }
        if (dice < 940) {
            return operator.act(situation, now);
        }
        if (dice < 945) {
            breakBalance();
            return balance.message();
        }
        return new Tick(passed(dice));
    }

    private void breakBalance() {
        if (balance.plugged()) {
            balance.unplug();
            if (random.nextInt(4) == 0) {
                balance.restart();
            }
        } else {
            balance.plug(random.nextInt(4) > 0);
        }
    }

    /// Mostly a moment, now and then long enough for a reading to go stale, rarely backwards.
    private Instant passed(int dice) {
        long millis = dice > 998 ? -5_000 : dice > 990 ? 1_500 : random.nextInt(100);
        now = now.plus(Duration.ofMillis(millis));
        return now;
    }
}
