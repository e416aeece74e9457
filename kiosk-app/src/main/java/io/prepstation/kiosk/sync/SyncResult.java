package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.util.List;

/// What one sync did.
///
/// @param synced sessions for which a receipt was stored
/// @param failed sessions that were refused, set aside or put off
/// @param conflicts sessions of which the hub holds another content
/// @param operations how many were tried
/// @param errors one sentence each
public record SyncResult(
        boolean success,
        int synced,
        int failed,
        int conflicts,
        int operations,
        List<String> errors,
        Duration duration) {

    public SyncResult {
        errors = List.copyOf(errors);
    }
}
