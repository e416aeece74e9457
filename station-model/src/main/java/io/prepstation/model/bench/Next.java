package io.prepstation.model.bench;

import java.util.List;

/// A move: where the bench is now, and what is to be done in the world, in this order.
public record Next(Situation situation, List<Effect> effects) {

    public Next {
        effects = List.copyOf(effects);
    }
}
