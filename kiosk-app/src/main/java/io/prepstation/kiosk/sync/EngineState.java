package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Resting;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All the engine remembers between two events. Only the outbox outlives the program.
///
/// @param pending what the next round is for; null if nobody wants one
/// @param downloadDue whether what others changed is still to be fetched
/// @param lastSync when the hub last confirmed something
/// @param nightOver when a night was last through since the program started; null if none was
/// @param storeTrouble why the local store failed last; null once it worked again
public record EngineState(
        Activity activity,
        HubSight hub,
        Backlog backlog,
        @Nullable Wish pending,
        boolean autoSync,
        boolean downloadDue,
        @Nullable Instant lastSync,
        @Nullable String storeTrouble,
        Feed feed,
        Halt halt,
        @Nullable Instant nightOver) {

    /// What is known of the hub's feed.
    ///
    /// @param lost whether it cannot be followed from where this station stands, so that everything is loaded anew
    /// @param first whether the hub takes nothing from here before that, because it was restored
    /// @param readAt when it was last read to its end; null if it was not since the program started
    public record Feed(boolean lost, boolean first, @Nullable Instant readAt) {}

    /// What a person who stopped the sync wants of it.
    ///
    /// @param asked whether the round under way is to end as soon as what was sent is answered and kept
    /// @param until when anything goes up by itself again; null if nobody stopped it
    public record Halt(boolean asked, @Nullable Instant until) {

        static final Halt NONE = new Halt(false, null);
    }

    public static EngineState initial(boolean autoSync) {
        return new EngineState(
                new Resting(),
                new Unseen(),
                Backlog.EMPTY,
                null,
                autoSync,
                false,
                null,
                null,
                new Feed(false, false, null),
                Halt.NONE,
                null);
    }

    EngineState in(Activity next) {
        return new EngineState(
                next,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState seeing(HubSight sight) {
        return new EngineState(
                activity,
                sight,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState with(Backlog read) {
        return new EngineState(
                activity,
                hub,
                read,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState wishing(Wish wish) {
        Wish joined = pending == null ? wish : pending.and(wish);
        return new EngineState(
                activity,
                hub,
                backlog,
                joined,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState withoutWish() {
        return new EngineState(
                activity,
                hub,
                backlog,
                null,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState autoSync(boolean enabled) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                enabled,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState downloadDue(boolean due) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                due,
                lastSync,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState syncedAt(Instant now) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                now,
                storeTrouble,
                feed,
                halt,
                nightOver);
    }

    EngineState storeTrouble(@Nullable String reason) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                reason,
                feed,
                halt,
                nightOver);
    }

    EngineState feedRead(Instant now) {
        return with(new Feed(false, false, now));
    }

    EngineState feedLost() {
        return with(new Feed(true, feed.first(), feed.readAt()));
    }

    EngineState feedLostFirst() {
        return with(new Feed(true, true, feed.readAt()));
    }

    EngineState halting(Halt next) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                next,
                nightOver);
    }

    EngineState nightOver(Instant at) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                feed,
                halt,
                at);
    }

    /// Whether a night's sync is to be done, or made up for.
    boolean isNightDue(Instant now) {
        Backlog.Night night = backlog.night();
        return night != null && night.plan().isDue(nightOver == null ? night.last() : nightOver, now);
    }

    private EngineState with(Feed next) {
        return new EngineState(
                activity,
                hub,
                backlog,
                pending,
                autoSync,
                downloadDue,
                lastSync,
                storeTrouble,
                next,
                halt,
                nightOver);
    }
}
