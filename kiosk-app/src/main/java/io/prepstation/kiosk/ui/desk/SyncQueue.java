package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.QueueDesk.Completed;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.model.sync.ClockOffset;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is not at the hub yet, the oldest first, and how much is.
///
/// @param counts how many there are; `lines` has the first of them
/// @param lastContact when the hub last confirmed something; null if it never did
/// @param lastSync what the last sync did; null if there was none
/// @param clock how far the clock of this station is from the hub's; null if it was never measured
/// @param yesterday whether the last local day that is over is done
/// @param compared what came of the last comparison with the hub; null if there was none
public record SyncQueue(
        Counts counts,
        List<Line> lines,
        @Nullable Instant lastContact,
        @Nullable LastSync lastSync,
        @Nullable ClockOffset clock,
        UploadDay yesterday,
        @Nullable Convergence compared) {

    /// No more than these are counted of what is finished.
    public static final int MOST_COUNTED = 1_000;

    /// @param waiting what goes up by itself
    /// @param stuck what waits for a person
    public record Counts(int waiting, int stuck, Completed completed) {}

    /// One change or session.
    ///
    /// @param name by which people know the thing, a lot's number; empty if it has none
    /// @param author who made it
    /// @param attempts how often it failed by itself
    /// @param dependents how many others refer to what it makes
    /// @param error why it did not pass last time; empty if it was not tried or passed
    /// @param orphan whether it refers to what is gone
    /// @param ways what a supervisor can do with it
    public record Line(
            String id,
            String entityType,
            String name,
            OperationKind kind,
            OperationStatus status,
            Instant since,
            String author,
            int attempts,
            int dependents,
            String error,
            Orphans.State orphan,
            Set<Way> ways) {

        public Line {
            ways = Set.copyOf(ways);
        }
    }

    public SyncQueue {
        lines = List.copyOf(lines);
    }
}
