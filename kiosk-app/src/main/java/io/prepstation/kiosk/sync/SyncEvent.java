package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Receipt;
import java.time.Duration;

/// What the core is told.
public sealed interface SyncEvent {

    /// The program started.
    record Started() implements SyncEvent {}

    /// A session was finished.
    record WorkAdded() implements SyncEvent {}

    /// A person pressed "Sync now".
    record Asked(long ticket) implements SyncEvent {}

    /// The alarm went off, or the regular look is due.
    record Tick() implements SyncEvent {}

    record AutoSyncSet(boolean enabled) implements SyncEvent {}

    record QueueRead(Backlog backlog) implements SyncEvent {}

    record UploadAnswered(HubAnswer<Receipt> answer) implements SyncEvent {}

    /// What the core wanted kept is on the disk.
    record Stored() implements SyncEvent {}

    /// The local store did not do what it was asked; `reason` says why.
    record StoreFailed(String reason) implements SyncEvent {}

    /// @param answer how many things were received and stored
    record DownloadAnswered(HubAnswer<Integer> answer) implements SyncEvent {}

    /// @param answer the round trip
    record ProbeAnswered(HubAnswer<Duration> answer) implements SyncEvent {}
}
