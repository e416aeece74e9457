package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.TypeCounts;
import java.util.List;

/// What the hub's answers to a batch of changes came to.
///
/// @param applied how many are at the hub
/// @param dropped how many left the queue and are not there
/// @param conflicts how many met somebody else's
/// @param errors why others were not taken, a sentence each
/// @param types the same for each type
public record PushTally(
        int applied,
        int dropped,
        int conflicts,
        int failed,
        List<String> errors,
        TypeCounts types) {

    static final PushTally NOTHING = new PushTally(0, 0, 0, 0, List.of(), TypeCounts.NONE);

    public PushTally {
        errors = List.copyOf(errors);
    }

    int left() {
        return applied + dropped;
    }

    /// Whether every answer was that the hub has it.
    boolean isSmooth() {
        return applied > 0 && dropped == 0 && conflicts == 0 && failed == 0;
    }
}
