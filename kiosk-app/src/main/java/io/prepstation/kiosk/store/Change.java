package io.prepstation.kiosk.store;

/// What is changed within one transaction, where nothing is to be handed on.
@FunctionalInterface
public interface Change {

    void with(WriteHandle handle) throws StoreException;
}
