package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.StoreException;
import java.util.Optional;

/// A file that is made while it is sent, on worker threads, one after the other.
@FunctionalInterface
interface Pieces {

    /// Empty at the end. A text without letters is no end: there was nothing yet in what was looked into.
    Optional<String> next() throws StoreException;
}
