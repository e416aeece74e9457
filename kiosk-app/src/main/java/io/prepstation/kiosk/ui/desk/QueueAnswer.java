package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.QueueDesk.Hindrance;

/// What became of an order about the queue.
public sealed interface QueueAnswer {

    /// @param operations how many it was about
    record Done(int operations) implements QueueAnswer {}

    /// Nothing was changed.
    record Hindered(Hindrance why) implements QueueAnswer {}

    /// Nothing was saved.
    ///
    /// @param text what is wrong and what to do
    record NotSaved(String text) implements QueueAnswer {}
}
