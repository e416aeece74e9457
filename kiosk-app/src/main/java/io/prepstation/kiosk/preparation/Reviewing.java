package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.StoreException;

/// What came of looking at a formula before starting it.
public sealed interface Reviewing {

    /// @param review may name problems: it is shown all the same, so that the amount can be changed
    record Reviewed(Review review) implements Reviewing {}

    record Refused(Refusal why) implements Reviewing {}

    record Unreadable(StoreException failure) implements Reviewing {}
}
