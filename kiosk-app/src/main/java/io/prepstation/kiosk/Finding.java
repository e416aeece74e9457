package io.prepstation.kiosk;

import java.util.Locale;

/// What a check of the station found.
///
/// @param what the thing checked
/// @param detail what was found, and what to do unless all is well
public record Finding(String what, State state, String detail) {

    public enum State {
        OK,
        /// Not configured: nothing is missing.
        ABSENT,
        /// Works, but look at it.
        WARN,
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String what, String detail) {
        return new Finding(what, State.OK, detail);
    }

    static Finding absent(String what, String detail) {
        return new Finding(what, State.ABSENT, detail);
    }

    static Finding warn(String what, String detail) {
        return new Finding(what, State.WARN, detail);
    }

    static Finding fail(String what, String detail) {
        return new Finding(what, State.FAIL, detail);
    }
}
