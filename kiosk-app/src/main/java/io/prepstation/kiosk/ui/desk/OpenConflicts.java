package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.ConflictStatistics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that wait for a choice, and what was chosen, both the newest first.
///
/// @param decided the newest of what was decided
/// @param lastDecided the conflict that was decided last and can be undone; null if there is none
public record OpenConflicts(
        List<OpenConflict> open,
        List<Decided> decided,
        @Nullable String lastDecided,
        ConflictStatistics statistics) {

    public static final OpenConflicts NONE =
            new OpenConflicts(List.of(), List.of(), null, ConflictStatistics.NONE);

    /// One that was decided.
    ///
    /// @param strategy as a word, `client-wins`
    /// @param by who chose
    /// @param undone whether that was taken back
    public record Decided(
            String entityType,
            String name,
            String strategy,
            String by,
            Instant at,
            boolean undone) {}

    public OpenConflicts {
        open = List.copyOf(open);
        decided = List.copyOf(decided);
    }
}
