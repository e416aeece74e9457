package io.prepstation.kiosk.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a request did not do what was asked. Everything the hub, the network or something in between can answer.
public sealed interface HubFailure {

    /// One sentence for an operator or the log.
    String text();

    /// The request did not arrive as the hub expects it: 400. Damage on the way is possible, so it may be tried again.
    record NotUnderstood(@Nullable String field, String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub could not read it: " + (field == null ? "" : field + ": ") + reason;
        }
    }

    /// The hub understood the request and will never accept it as it is: 422.
    record Refused(@Nullable String field, String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub refused it: " + (field == null ? "" : field + ": ") + reason;
        }
    }

    /// The hub knows no such thing: 404. Of an upload it says nothing about the session.
    record NotFound(String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub does not know it: " + reason;
        }
    }

    /// The hub holds something else under the same id: 409.
    record Conflicting(String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub holds something else under the same id: " + reason;
        }
    }

    /// Something that was to come before it did not: a photo that a session names. It may be tried again.
    record Incomplete(String text) implements HubFailure {}

    /// The hub's program is older than what is asked of it. It says nothing about what was sent, and lasts until somebody
    /// updates the hub.
    record Older(String text) implements HubFailure {}

    /// What comes before it is under way and goes on from where it is: nothing is wrong.
    record Paused(String text) implements HubFailure {}

    /// The hub's feed cannot be followed from where this station stands: 410. Everything is loaded anew.
    ///
    /// @param restoredAt what the hub acknowledged with a higher number it may have lost; null if it lost nothing
    record Gone(String reason, @Nullable Long restoredAt) implements HubFailure {
        @Override
        public String text() {
            return "The hub's changes cannot be followed from here: " + reason;
        }
    }

    /// This station may not, whatever it sends: 401, 403, 426.
    record NotAllowed(String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub does not let this station in: " + reason;
        }
    }

    /// Larger than the hub or something before it lets through: 413.
    record TooBig() implements HubFailure {
        @Override
        public String text() {
            return "Too big for the hub (413). Raise the hub's body limit, then retry it.";
        }
    }

    /// Not now: 429, 503.
    ///
    /// @param retryAfter what the hub asked for; null if it did not say
    record Busy(@Nullable Duration retryAfter) implements HubFailure {
        @Override
        public String text() {
            return "The hub is busy and asks to come back later.";
        }
    }

    /// The hub broke down over it: 500 and other 5xx.
    record HubBroken(int status) implements HubFailure {
        @Override
        public String text() {
            return "The hub answered " + status + ". Its log says why.";
        }
    }

    /// Something answered, but not in the hub's words: a proxy, a login page, another program.
    record Unintelligible(String what) implements HubFailure {
        @Override
        public String text() {
            return "The answer is not the hub's: " + what + ". Check the hub's address.";
        }
    }

    /// The connection was made and then lost or silent; whether the request took effect is unknown.
    record Cut(String reason) implements HubFailure {
        @Override
        public String text() {
            return "The answer of the hub was cut off: " + reason;
        }
    }

    /// No connection at all, so the request had no effect.
    record Unreachable(String reason) implements HubFailure {
        @Override
        public String text() {
            return "The hub cannot be reached: " + reason;
        }
    }
}
