package io.prepstation.kiosk.sync;

import java.util.ArrayList;
import java.util.List;

/// The state after an event, and what is to be done, in this order.
public record Next(EngineState state, List<SyncEffect> effects) {

    public Next {
        effects = List.copyOf(effects);
    }

    static Next of(EngineState state) {
        return new Next(state, List.of());
    }

    static Next of(EngineState state, SyncEffect effect) {
        return new Next(state, List.of(effect));
    }

    /// What follows from both, one after the other.
    Next and(Next later) {
        List<SyncEffect> all = new ArrayList<>(effects);
        all.addAll(later.effects);
        return new Next(later.state, all);
    }

    /// The same, with one effect before all others.
    Next after(SyncEffect first) {
        List<SyncEffect> all = new ArrayList<>();
        all.add(first);
        all.addAll(effects);
        return new Next(state, all);
    }
}
