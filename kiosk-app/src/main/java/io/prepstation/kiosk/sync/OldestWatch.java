package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.HubSight.Answering;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the age of the oldest that waits (SYN-11): what waits for a day although the hub has answered for an hour goes by
/// itself no more, whatever the engine makes of it. That is said once a day.
public final class OldestWatch {

    private static final Duration TOO_LONG = Duration.ofDays(1);

    /// A queue that is old because the hub was away has gone up by then.
    private static final Duration ANSWERED = Duration.ofHours(1);

    private @Nullable Instant answeringSince;
    private @Nullable Instant saidAt;

    /// Whether what waits since then waits too long.
    public static boolean isTooOld(Instant oldest, Instant now) {
        return oldest.isBefore(now.minus(TOO_LONG));
    }

    /// @return since when the oldest waits, if that is to be said now
    Optional<Instant> look(EngineState state, Instant now) {
        Instant since = answering(state, now);
        Instant oldest = state.backlog().oldest();
        if (since == null
                || oldest == null
                || !state.autoSync()
                || state.backlog().waiting() == 0
                || since.isAfter(now.minus(ANSWERED))
                || !isTooOld(oldest, now)
                || wasSaid(now)) {
            return Optional.empty();
        }
        saidAt = now;
        return Optional.of(oldest);
    }

    /// A clock that was set back begins anew.
    private @Nullable Instant answering(EngineState state, Instant now) {
        boolean answers = state.hub() instanceof Answering;
        Instant known = answeringSince;
        if (!answers || known == null || known.isAfter(now)) {
            answeringSince = answers ? now : null;
        }
        return answeringSince;
    }

    private boolean wasSaid(Instant now) {
        return saidAt != null && !saidAt.isAfter(now) && saidAt.isAfter(now.minus(TOO_LONG));
    }
}
