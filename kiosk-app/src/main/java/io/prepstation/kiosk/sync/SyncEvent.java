package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the core is told.
public sealed interface SyncEvent {

    /// The program started.
    record Started() implements SyncEvent {}

    /// A session was finished, or something was changed.
    record WorkAdded() implements SyncEvent {}

    /// A person pressed "Sync now".
    ///
    /// @param scope what is to go which way
    record Asked(long ticket, SyncScope scope) implements SyncEvent {

        public Asked(long ticket) {
            this(ticket, SyncScope.EVERYTHING);
        }
    }

    /// A person wants the round under way to end.
    record Stopped() implements SyncEvent {}

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

    /// Somebody changed something, says the live connection.
    record FeedMoved() implements SyncEvent {}

    /// @param ids the operations that were sent; none if nothing could go
    record PushAnswered(List<String> ids, HubAnswer<Push.Answer> answer) implements SyncEvent {
        public PushAnswered {
            ids = List.copyOf(ids);
        }
    }

    /// What the hub answered is on the disk.
    ///
    /// @param next what became of the batch that went up meanwhile; null if none did
    record PushKept(PushTally tally, @Nullable PushAnswered next) implements SyncEvent {

        public PushKept(PushTally tally) {
            this(tally, null);
        }
    }

    record PageAnswered(HubAnswer<FeedPage> answer) implements SyncEvent {}

    /// @param more whether the feed goes on
    record PageKept(boolean more) implements SyncEvent {}
}
