package io.prepstation.kiosk.sync;

import java.util.List;

/// What the hub's answers to a batch of changes came to.
///
/// @param applied how many are at the hub
/// @param conflicts how many met somebody else's
/// @param errors why others were not taken, a sentence each
public record PushTally(int applied, int conflicts, int failed, List<String> errors) {

    static final PushTally NOTHING = new PushTally(0, 0, 0, List.of());

    public PushTally {
        errors = List.copyOf(errors);
    }
}
