package io.prepstation.hub.store;

import java.util.Optional;

/// Ids the hub gives are numbers; in the model and in most of the wire they are text.
final class HubNumber {

    private HubNumber() {}

    /// Empty for a text that no row can have as its id.
    static Optional<Long> of(String id) {
        return id.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}
