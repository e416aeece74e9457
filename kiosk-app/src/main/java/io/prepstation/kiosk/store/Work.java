package io.prepstation.kiosk.store;

import org.jspecify.annotations.Nullable;

/// What is done with a handle, within one transaction.
@FunctionalInterface
public interface Work<H extends ReadHandle, T extends @Nullable Object> {

    T with(H handle) throws StoreException;
}
