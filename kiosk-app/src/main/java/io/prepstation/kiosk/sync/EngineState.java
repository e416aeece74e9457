package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Resting;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All the engine remembers between two events. Only the outbox outlives the program.
///
/// @param pending what the next round is for; null if nobody wants one
/// @param downloadDue whether the master data are still to be fetched
/// @param lastSync when the hub last confirmed something
/// @param storeTrouble why the local store failed last; null once it worked again
public record EngineState(
        Activity activity,
        HubSight hub,
        Backlog backlog,
        @Nullable Wish pending,
        boolean autoSync,
        boolean downloadDue,
        @Nullable Instant lastSync,
        @Nullable String storeTrouble) {

    public static EngineState initial(boolean autoSync) {
        return new EngineState(
                new Resting(), new Unseen(), Backlog.EMPTY, null, autoSync, false, null, null);
    }

    EngineState in(Activity next) {
        return new EngineState(
                next, hub, backlog, pending, autoSync, downloadDue, lastSync, storeTrouble);
    }

    EngineState seeing(HubSight sight) {
        return new EngineState(
                activity, sight, backlog, pending, autoSync, downloadDue, lastSync, storeTrouble);
    }

    EngineState with(Backlog read) {
        return new EngineState(
                activity, hub, read, pending, autoSync, downloadDue, lastSync, storeTrouble);
    }

    EngineState wishing(Wish wish) {
        Wish joined = pending == null ? wish : pending.and(wish);
        return new EngineState(
                activity, hub, backlog, joined, autoSync, downloadDue, lastSync, storeTrouble);
    }

    EngineState withoutWish() {
        return new EngineState(
                activity, hub, backlog, null, autoSync, downloadDue, lastSync, storeTrouble);
    }

    EngineState autoSync(boolean enabled) {
        return new EngineState(
                activity, hub, backlog, pending, enabled, downloadDue, lastSync, storeTrouble);
    }

    EngineState downloadDue(boolean due) {
        return new EngineState(
                activity, hub, backlog, pending, autoSync, due, lastSync, storeTrouble);
    }

    EngineState syncedAt(Instant now) {
        return new EngineState(
                activity, hub, backlog, pending, autoSync, downloadDue, now, storeTrouble);
    }

    EngineState storeTrouble(@Nullable String reason) {
        return new EngineState(
                activity, hub, backlog, pending, autoSync, downloadDue, lastSync, reason);
    }
}
