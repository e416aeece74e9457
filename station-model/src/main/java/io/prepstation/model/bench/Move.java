package io.prepstation.model.bench;

import java.util.ArrayList;
import java.util.List;

/// A state's answer to an event, before the pan is put beside it.
record Move(BenchState state, List<Effect> effects) {

    static Move to(BenchState state, Effect... effects) {
        return new Move(state, List.of(effects));
    }

    Move and(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Move(state, more);
    }

    /// The same move with something to do before everything else.
    Move after(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.addFirst(effect);
        return new Move(state, more);
    }

    static Effect command(BalanceCommand command) {
        return new Effect.CommandBalance(command);
    }

    static Effect signal(Effect.Signal.Kind kind) {
        return new Effect.Signal(kind);
    }
}
