package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.EntityType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the core wants done.
public sealed interface SyncEffect {

    /// Takes time; the core waits for the one event that answers it.
    sealed interface Task extends SyncEffect {}

    record ReadQueue() implements Task {}

    /// Marked as sent before the first byte leaves.
    record Upload(WaitingUpload upload) implements Task {}

    record Store(UploadOutcome outcome) implements Task {}

    /// Loads the lab anew; what a restored hub may have lost waits again with it.
    record Download() implements Task {}

    record Probe() implements Task {}

    /// Sends a batch of changes.
    ///
    /// @param everything whether the retry schedule is left aside
    /// @param without operations that were tried in this round
    /// @param only the type of what goes, with what that needs first; null for all
    record Push(boolean everything, List<String> without, int most, @Nullable EntityType only)
            implements Task {
        public Push {
            without = List.copyOf(without);
        }

        public Push(boolean everything, List<String> without, int most) {
            this(everything, without, most, null);
        }
    }

    /// @param ahead the batch that goes up meanwhile, if what is kept does not change which it is; null for none
    record KeepPush(PushOutcome outcome, @Nullable Push ahead) implements Task {

        public KeepPush(PushOutcome outcome) {
            this(outcome, null);
        }
    }

    /// Fetches the next page of the hub's feed.
    record Pull() implements Task {}

    record KeepPage(FeedPage page) implements Task {}

    /// Replaces the alarm set before.
    record WakeAt(Instant at) implements SyncEffect {}

    /// Everything was brought up for the night; remembered over a restart.
    record NightOver(Instant at) implements SyncEffect {}

    record RoundEnded(SyncResult result, List<Long> tickets) implements SyncEffect {}

    record Explain(Decision decision) implements SyncEffect {}
}
