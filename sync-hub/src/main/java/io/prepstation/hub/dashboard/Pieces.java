package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.StoreException;
import java.util.Optional;

/// A file that is made while it is sent, on worker threads, one after the other.
@FunctionalInterface
interface Pieces {

    /// Empty at the end.
    Optional<String> next() throws StoreException;
}
