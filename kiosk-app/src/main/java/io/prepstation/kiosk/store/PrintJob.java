package io.prepstation.kiosk.store;

import java.time.Instant;
import java.util.Locale;

/// A label that was asked for.
///
/// @param copy 1 for the first label of a session; any other says so on the label
/// @param problem why the last try failed; empty before the first failure
public record PrintJob(
        String id,
        LabKey lab,
        String sessionId,
        int copy,
        Status status,
        int attempts,
        String problem,
        Instant nextTry) {

    public enum Status {
        WAITING,
        PRINTED,
        /// Sent, and then nothing was heard: it is not sent again by itself.
        UNSURE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
