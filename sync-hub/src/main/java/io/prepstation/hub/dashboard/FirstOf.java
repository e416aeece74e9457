package io.prepstation.hub.dashboard;

import java.util.List;

/// The first rows of more.
///
/// @param all how many there are
public record FirstOf<T>(List<T> rows, int all) {

    public FirstOf {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// `The first 200 of 50000.`; empty if these are all.
    public String limit() {
        return rows.size() < all ? "The first %d of %d.".formatted(rows.size(), all) : "";
    }
}
