package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.EntityType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much of a round somebody wants.
///
/// @param only the type of what is to go up, with what that needs first; null for everything. What is fetched has no type,
///     because the hub's feed has one order
public record SyncScope(Direction direction, @Nullable EntityType only) {

    public static final SyncScope EVERYTHING = new SyncScope(Direction.BOTH, null);
    public static final SyncScope SENDING = new SyncScope(Direction.SEND, null);
    public static final SyncScope FETCHING = new SyncScope(Direction.FETCH, null);

    /// Which way things go.
    public enum Direction {
        /// What waits here goes up; a restored hub takes it only after everything was loaded anew, so that is done then.
        SEND,
        /// What others changed comes down.
        FETCH,
        /// Up first, then down.
        BOTH;

        Direction and(Direction other) {
            return this == other ? this : BOTH;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SyncScope {
        only = direction == Direction.FETCH ? null : only;
    }

    /// What is of one type goes up, and everything comes down.
    static SyncScope of(EntityType type) {
        return new SyncScope(Direction.BOTH, type);
    }

    boolean isEverything() {
        return equals(EVERYTHING);
    }

    boolean sends() {
        return direction != Direction.FETCH;
    }

    boolean sendsSessions() {
        return sends() && (only == null || only == EntityType.SESSIONS);
    }

    boolean sendsEdits() {
        return sends() && only != EntityType.SESSIONS;
    }

    boolean fetches() {
        return direction != Direction.SEND;
    }

    /// What covers both: two types are sent as everything.
    SyncScope and(SyncScope other) {
        EntityType both = only == other.only ? only : null;
        EntityType sent = !sends() ? other.only : !other.sends() ? only : both;
        return new SyncScope(direction.and(other.direction), sent);
    }

    /// As it is left for the engine in another program.
    String words() {
        return only == null ? direction.word() : direction.word() + " " + only.word();
    }

    /// What cannot be read is everything.
    static SyncScope ofWords(String words) {
        List<String> all = List.of(words.split(" "));
        Direction direction =
                Stream.of(Direction.values())
                        .filter(one -> all.contains(one.word()))
                        .findFirst()
                        .orElse(Direction.BOTH);
        Optional<EntityType> only =
                all.stream().map(EntityType::ofWord).flatMap(Optional::stream).findFirst();
        return new SyncScope(direction, only.orElse(null));
    }
}
