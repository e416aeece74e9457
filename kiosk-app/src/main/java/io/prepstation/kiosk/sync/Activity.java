package io.prepstation.kiosk.sync;

/// What the engine is in the middle of; each but `Resting` waits for one event.
public sealed interface Activity {

    record Resting() implements Activity {}

    /// Waits for `QueueRead`.
    record Reading(Round round) implements Activity {}

    /// Waits for `UploadAnswered`.
    record Sending(Round round, WaitingUpload upload) implements Activity {}

    /// Waits for `Stored`.
    ///
    /// @param goesOn whether the next session is tried afterwards
    record Storing(Round round, boolean goesOn) implements Activity {}

    /// Waits for `DownloadAnswered`.
    record Downloading(Round round) implements Activity {}

    /// Waits for `ProbeAnswered`.
    record Probing() implements Activity {}

    /// Waits for `PushAnswered`.
    record Pushing(Round round) implements Activity {}

    /// Waits for `PushKept`.
    ///
    /// @param goesOn whether more is tried afterwards
    record KeepingPush(Round round, boolean goesOn) implements Activity {}

    /// Waits for `PageAnswered`.
    record Pulling(Round round) implements Activity {}

    /// Waits for `PageKept`.
    record KeepingPage(Round round) implements Activity {}
}
