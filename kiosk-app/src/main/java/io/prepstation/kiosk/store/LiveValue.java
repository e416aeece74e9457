package io.prepstation.kiosk.store;

/// What a live query knows: nothing yet is not the same as nothing there.
public sealed interface LiveValue<T> {

    record Loading<T>() implements LiveValue<T> {}

    record Loaded<T>(T value) implements LiveValue<T> {}

    /// The last reading failed; an earlier value may still be shown as old.
    record Failed<T>(StoreException failure) implements LiveValue<T> {}
}
