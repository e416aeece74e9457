package io.prepstation.hub.api;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.model.sync.Pull;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Where a station says that it stands in the feed when it sends something.
final class FeedPlaces {

    private FeedPlaces() {}

    /// Empty if it does not say, as a station that never loaded its lab or whose program is older. What no hub gave out
    /// says nothing either.
    static Optional<Cursor> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(Pull.CURSOR_HEADER)).flatMap(Cursor::parse);
    }

    static Answer lost(PullResult.Gone gone) {
        return Answer.gone(gone.code(), Pull.CURSOR_HEADER, gone.reason(), gone.restoredAt());
    }
}
