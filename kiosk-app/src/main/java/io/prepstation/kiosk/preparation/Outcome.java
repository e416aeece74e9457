package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.StoreException;

/// What became of something that was to be saved. The screen says "saved" only after [Saved].
public sealed interface Outcome<T> {

    /// @param value as committed to the disk
    record Saved<T>(T value) implements Outcome<T> {}

    /// A rule forbids it; nothing was written.
    record Refused<T>(Refusal why) implements Outcome<T> {}

    /// The store could not save it: NOT SAVED, with a message that says what to do.
    record NotSaved<T>(StoreException failure) implements Outcome<T> {}
}
