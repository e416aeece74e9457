package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.model.sync.ClockOffset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is not at the hub yet, the oldest first.
///
/// @param total how many there are; `lines` has the first of them
/// @param lastContact when the hub last confirmed something; null if it never did
/// @param clock how far the clock of this station is from the hub's; null if it was never measured
/// @param yesterday whether the last local day that is over is done
/// @param compared what came of the last comparison with the hub; null if there was none
public record SyncQueue(
        int total,
        List<Line> lines,
        @Nullable Instant lastContact,
        @Nullable ClockOffset clock,
        UploadDay yesterday,
        @Nullable Convergence compared) {

    /// One change or session.
    ///
    /// @param error why it did not pass last time; empty if it was not tried or passed
    public record Line(
            String entityType,
            OperationKind kind,
            OperationStatus status,
            Instant since,
            String error) {}

    public SyncQueue {
        lines = List.copyOf(lines);
    }
}
