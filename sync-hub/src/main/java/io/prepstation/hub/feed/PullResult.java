package io.prepstation.hub.feed;

import io.prepstation.model.sync.Pull;

/// What a station gets for its place in the feed.
public sealed interface PullResult {

    record Page(Pull.Page page) implements PullResult {}

    /// The feed cannot be followed from that place; the station needs a fresh download.
    ///
    /// @param code `OTHER_FEED`, `CURSOR_AHEAD` or `CURSOR_TOO_OLD`
    record Gone(String code, String reason) implements PullResult {}
}
