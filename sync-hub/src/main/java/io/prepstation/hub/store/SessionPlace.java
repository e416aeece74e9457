package io.prepstation.hub.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a list of received sessions, newest first, goes on: behind the one that started then.
///
/// @param startedAt epoch milliseconds
public record SessionPlace(long startedAt, long feedSeq) {

    /// Before the newest one.
    public static final SessionPlace BEGIN = new SessionPlace(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static SessionPlace of(StoredSession session) {
        return new SessionPlace(session.startedAt(), session.feedSeq());
    }

    /// As it stands in a link; empty if it is none.
    public static Optional<SessionPlace> parse(String text) {
        Matcher place = TEXT.matcher(text);
        return place.matches()
                ? Optional.of(
                        new SessionPlace(
                                Long.parseLong(place.group(1)), Long.parseLong(place.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return startedAt + "-" + feedSeq;
    }
}
