package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Downloading;
import io.prepstation.kiosk.sync.Activity.Probing;
import io.prepstation.kiosk.sync.Activity.Reading;
import io.prepstation.kiosk.sync.Activity.Resting;
import io.prepstation.kiosk.sync.Activity.Sending;
import io.prepstation.kiosk.sync.Activity.Storing;
import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Away;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.HubSight.Refusing;
import io.prepstation.kiosk.sync.HubSight.Returning;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sync in one glance, for the header (SYN-18). `count` is how many sessions and changes wait, `oldest` since when the oldest does;
/// null if none.
public sealed interface SyncStatus {

    /// This lab has no hub yet.
    record NotEnrolled() implements SyncStatus {}

    /// Nothing waits.
    ///
    /// @param lastSync when the hub last confirmed something; null if it has not since the program started
    record UpToDate(@Nullable Instant lastSync) implements SyncStatus {}

    record Waiting(int count, Instant oldest) implements SyncStatus {}

    /// @param since when the hub first failed to answer
    record Offline(int count, @Nullable Instant oldest, Instant since) implements SyncStatus {}

    /// @param stopping whether a person wants it to end; what was sent is still waited for
    record Syncing(int done, int total, boolean stopping) implements SyncStatus {}

    /// A person stopped it.
    ///
    /// @param until when it goes on by itself
    record Stopped(int count, Instant oldest, Instant until) implements SyncStatus {}

    /// The hub does not let this station in; the queue is kept.
    record Held(int count, @Nullable Instant oldest, String reason) implements SyncStatus {}

    /// A person has to look at something.
    record Problem(int count, @Nullable Instant oldest, String text) implements SyncStatus {}

    /// Somebody else changed the same things; a person has to choose.
    record InConflict(int conflicts, int count, @Nullable Instant oldest) implements SyncStatus {}

    /// The worst of what is so.
    static SyncStatus of(EngineState state) {
        return switch (state.activity()) {
            case Sending(var round, _) -> syncing(state, round, state.backlog());
            case Storing(var round, _) -> syncing(state, round, state.backlog());
            case Downloading(var round) -> syncing(state, round, Backlog.EMPTY);
            case Activity.Pushing(var round) when !round.pushing().done() ->
                    syncing(state, round, state.backlog());
            case Activity.Pushing _ -> resting(state);
            case Activity.KeepingPush(var round, _) -> syncing(state, round, state.backlog());
            case Reading(var round) when !round.tried().isEmpty() ->
                    syncing(state, round, state.backlog());
            case Reading _, Resting _, Probing _, Activity.Pulling _, Activity.KeepingPage _ ->
                    resting(state);
        };
    }

    private static SyncStatus syncing(EngineState state, Round round, Backlog backlog) {
        return new Syncing(
                round.synced(), round.synced() + backlog.waiting(), state.halt().asked());
    }

    private static SyncStatus resting(EngineState state) {
        Backlog backlog = state.backlog();
        int count = backlog.waiting();
        Instant oldest = backlog.oldest();
        String refusal = refusal(state);
        if (refusal != null) {
            return new Held(count, oldest, refusal);
        }
        String trouble = state.storeTrouble() == null ? backlog.trouble() : state.storeTrouble();
        if (trouble != null) {
            return new Problem(count, oldest, trouble);
        }
        int conflicts = backlog.edits().conflicts();
        if (conflicts > 0) {
            return new InConflict(conflicts, count, oldest);
        }
        Instant halted = state.halt().until();
        if (halted != null && oldest != null) {
            return new Stopped(count, oldest, halted);
        }
        Away absence = state.hub().absence();
        if (absence != null) {
            return new Offline(count, oldest, absence.since());
        }
        return oldest == null ? new UpToDate(state.lastSync()) : new Waiting(count, oldest);
    }

    /// Remembered over a restart, until the hub is asked again.
    private static @Nullable String refusal(EngineState state) {
        return switch (state.hub()) {
            case Refusing(var reason, _) -> reason;
            case Unseen _ -> state.backlog().held();
            case Answering _, Away _, Returning _, Busy _ -> null;
        };
    }
}
