package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Nightly;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outbox as last read.
///
/// @param waiting how many sessions and changes are still to be sent
/// @param oldest when the oldest of them was finished; null if none waits
/// @param held why the hub did not let this station in; null if nothing is held
/// @param trouble what a person has to look at (refused, in conflict, set aside); null if nothing
/// @param next the first of the waiting ones, those never tried before those that failed
/// @param night null where nothing is done at night
public record Backlog(
        int waiting,
        @Nullable Instant oldest,
        @Nullable String held,
        @Nullable String trouble,
        List<WaitingUpload> next,
        Edits edits,
        @Nullable Night night) {

    /// When everything is brought up at night.
    ///
    /// @param last when that was last done; null if it never was
    public record Night(Nightly plan, @Nullable Instant last) {}

    /// The waiting changes of entities.
    ///
    /// @param waiting how many
    /// @param nextAttempt when the first of them may be tried; null if none waits
    /// @param conflicts how many a person has to look at
    /// @param loaded whether the first load of the lab is here, so that the feed can be followed
    /// @param behind whether the hub acknowledged more than was read back yet
    public record Edits(
            int waiting,
            @Nullable Instant nextAttempt,
            int conflicts,
            boolean loaded,
            boolean behind) {

        public static final Edits NONE = new Edits(0, null, 0, false, false);
    }

    /// A backlog of sessions only.
    public Backlog(
            int waiting,
            @Nullable Instant oldest,
            @Nullable String held,
            @Nullable String trouble,
            List<WaitingUpload> next) {
        this(waiting, oldest, held, trouble, next, Edits.NONE, null);
    }

    /// The same when so many changes need not be sent any more.
    Backlog without(int changes) {
        return new Backlog(
                waiting - changes,
                oldest,
                held,
                trouble,
                next,
                new Edits(
                        edits.waiting() - changes,
                        edits.nextAttempt(),
                        edits.conflicts(),
                        edits.loaded(),
                        edits.behind()),
                night);
    }

    /// The same with another plan for the night.
    public Backlog with(@Nullable Night other) {
        return new Backlog(waiting, oldest, held, trouble, next, edits, other);
    }

    public static final Backlog EMPTY = new Backlog(0, null, null, null, List.of());

    public Backlog {
        next = List.copyOf(next);
    }
}
