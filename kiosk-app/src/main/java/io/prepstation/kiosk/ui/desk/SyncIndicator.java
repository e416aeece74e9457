package io.prepstation.kiosk.ui.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the hub is behind this station (SYN-18).
public sealed interface SyncIndicator {

    /// The hub cannot be reached.
    ///
    /// @param oldest since when the oldest of them waits; null if none waits
    record Offline(int waiting, @Nullable Instant oldest) implements SyncIndicator {}

    record Waiting(int count, Instant oldest) implements SyncIndicator {}

    /// @param stopping whether a person wants it to end
    record Syncing(int done, int total, boolean stopping) implements SyncIndicator {

        private static final int WHOLE = 100;

        /// 0 to 100.
        public int percent() {
            return total == 0 ? 0 : done * WHOLE / total;
        }
    }

    /// A person stopped it.
    ///
    /// @param until when it goes on by itself
    record Stopped(int count, Instant oldest, Instant until) implements SyncIndicator {}

    /// Something only a person can put right.
    ///
    /// @param text what happened, to what, what to do
    record Problem(String text, int waiting) implements SyncIndicator {}

    /// Nothing waits, and the hub has acknowledged everything.
    record UpToDate() implements SyncIndicator {}

    /// Switched off: goes up by "Sync now" only.
    record Off(int waiting, @Nullable Instant oldest) implements SyncIndicator {}

    /// This station belongs to no hub yet.
    record NotEnrolled() implements SyncIndicator {}

    /// How many operations the hub does not have yet.
    default int waiting() {
        return switch (this) {
            case Offline offline -> offline.waiting;
            case Waiting waiting -> waiting.count;
            case Stopped stopped -> stopped.count;
            case Problem problem -> problem.waiting;
            case Off off -> off.waiting;
            case Syncing _, UpToDate _, NotEnrolled _ -> 0;
        };
    }
}
