package io.prepstation.kiosk.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outbox as last read.
///
/// @param waiting how many sessions are still to be sent
/// @param oldest when the oldest of them was finished; null if none waits
/// @param held why the hub did not let this station in; null if nothing is held
/// @param trouble what a person has to look at (refused, in conflict, set aside); null if nothing
/// @param next the first of the waiting ones, those never tried before those that failed
public record Backlog(
        int waiting,
        @Nullable Instant oldest,
        @Nullable String held,
        @Nullable String trouble,
        List<WaitingUpload> next) {

    public static final Backlog EMPTY = new Backlog(0, null, null, null, List.of());

    public Backlog {
        next = List.copyOf(next);
    }
}
