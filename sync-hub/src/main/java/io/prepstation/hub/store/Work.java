package io.prepstation.hub.store;

import org.jspecify.annotations.Nullable;

/// What is done in one transaction. It may be given up by throwing; it must not keep the tables.
@FunctionalInterface
public interface Work<T extends @Nullable Object, X extends Exception> {

    T on(Tables tables) throws X;
}
