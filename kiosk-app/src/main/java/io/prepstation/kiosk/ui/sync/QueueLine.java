package io.prepstation.kiosk.ui.sync;

/// One thing that is not at the hub yet, in words; at the end those that are, in one.
///
/// @param open shows what is known of it
public record QueueLine(
        String what, String since, String state, String error, Mark mark, Runnable open) {

    /// How it goes on.
    public enum Mark {
        /// By itself.
        WAITS,
        NEEDS_A_PERSON,
        DONE
    }
}
