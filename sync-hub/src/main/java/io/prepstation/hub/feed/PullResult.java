package io.prepstation.hub.feed;

import io.prepstation.model.sync.Pull;
import org.jspecify.annotations.Nullable;

/// What a station gets for its place in the feed.
public sealed interface PullResult {

    record Page(Pull.Page page) implements PullResult {}

    /// The feed cannot be followed from that place; the station needs a fresh download.
    ///
    /// @param code `OTHER_FEED`, `CURSOR_AHEAD` or `CURSOR_TOO_OLD`
    /// @param restoredAt up to which number the hub still has what it had when the station stood there; null if it has
    ///     lost nothing
    record Gone(String code, String reason, @Nullable Long restoredAt) implements PullResult {}
}
