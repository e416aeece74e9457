package io.prepstation.hub.store;

import java.util.List;
import java.util.Optional;

/// A page of received sessions.
///
/// @param next where to go on; empty if there are no more
/// @param cut whether it ends because enough texts were looked into, not because it is full
public record SessionsFound(
        List<StoredSession> sessions, Optional<SessionPlace> next, boolean cut) {

    public SessionsFound {
        sessions = List.copyOf(sessions);
    }
}
