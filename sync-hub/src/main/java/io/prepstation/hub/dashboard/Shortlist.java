package io.prepstation.hub.dashboard;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Keeps the first of however many come, in whatever order: no more than those are ever in memory.
final class Shortlist<T> {

    private final int most;
    private final Comparator<T> order;
    private final PriorityQueue<T> kept;
    private int all;

    Shortlist(int most, Comparator<T> order) {
        this.most = most;
        this.order = order;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void add(T one) {
        all++;
        kept.add(one);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    FirstOf<T> first() {
        return new FirstOf<>(kept.stream().sorted(order).toList(), all);
    }
}
