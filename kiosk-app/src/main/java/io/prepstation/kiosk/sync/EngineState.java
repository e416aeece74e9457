package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.Activity.Resting;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All the engine remembers between two events. Only the outbox outlives the program.
///
/// @param pending what the next round is for; null if nobody wants one
/// @param downloadDue whether what others changed is still to be fetched
/// @param lastSync when the hub last confirmed something
/// @param nightOver when a night was last through since the program started; null if none was
/// @param storeTrouble why the local store failed last; null once it worked again
/// @param suspects changes over which the hub broke down when each went alone, the one of longest ago first
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
        @Nullable Instant nightOver,
        List<String> suspects) {

    public EngineState {
        suspects = List.copyOf(suspects);
    }

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
                null,
                List.of());
    }

    EngineState in(Activity next) {
        return but(draft -> draft.activity = next);
    }

    EngineState seeing(HubSight sight) {
        return but(draft -> draft.hub = sight);
    }

    EngineState with(Backlog read) {
        return but(draft -> {
            draft.backlog = read;
            if (read.edits().waiting() == 0) {
                draft.suspects.clear();
            }
        });
    }

    EngineState wishing(Wish wish) {
        return but(draft -> draft.pending = pending == null ? wish : pending.and(wish, autoSync));
    }

    EngineState withoutWish() {
        return but(draft -> draft.pending = null);
    }

    EngineState autoSync(boolean enabled) {
        return but(draft -> draft.autoSync = enabled);
    }

    EngineState downloadDue(boolean due) {
        return but(draft -> draft.downloadDue = due);
    }

    EngineState syncedAt(Instant now) {
        return but(draft -> draft.lastSync = now);
    }

    EngineState storeTrouble(@Nullable String reason) {
        return but(draft -> draft.storeTrouble = reason);
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
        return but(draft -> draft.halt = next);
    }

    EngineState nightOver(Instant at) {
        return but(draft -> draft.nightOver = at);
    }

    /// The hub broke down over this change alone.
    EngineState suspecting(String operation) {
        return but(draft -> {
            draft.suspects.remove(operation);
            draft.suspects.add(operation);
        });
    }

    /// The hub answered these.
    EngineState trusting(List<String> operations) {
        return suspects.isEmpty()
                ? this
                : but(draft -> draft.suspects.removeAll(Set.copyOf(operations)));
    }

    /// Whether a night's sync is to be done, or made up for.
    boolean isNightDue(Instant now) {
        Backlog.Night night = backlog.night();
        return night != null
                && night.plan().isDue(nightOver == null ? night.last() : nightOver, now);
    }

    private EngineState with(Feed next) {
        return but(draft -> draft.feed = next);
    }

    private EngineState but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    /// A copy that can still be changed; nobody sees it before it is a state.
    private static final class Draft {

        private Activity activity;
        private HubSight hub;
        private Backlog backlog;
        private @Nullable Wish pending;
        private boolean autoSync;
        private boolean downloadDue;
        private @Nullable Instant lastSync;
        private @Nullable String storeTrouble;
        private Feed feed;
        private Halt halt;
        private @Nullable Instant nightOver;
        private final List<String> suspects;

        Draft(EngineState state) {
            activity = state.activity;
            hub = state.hub;
            backlog = state.backlog;
            pending = state.pending;
            autoSync = state.autoSync;
            downloadDue = state.downloadDue;
            lastSync = state.lastSync;
            storeTrouble = state.storeTrouble;
            feed = state.feed;
            halt = state.halt;
            nightOver = state.nightOver;
            suspects = new ArrayList<>(state.suspects);
        }

        EngineState state() {
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
                    nightOver,
                    suspects);
        }
    }
}
