package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The true time of a night, and the clocks that go wrong.
final class NightClock {

    Instant now = Instant.parse("2026-11-20T20:00:00Z");

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// A clock that can be set wrong.
    static final class Wrist implements InstantSource {

        final NightClock night;
        Duration wrong = Duration.ZERO;

        Wrist(NightClock night) {
            this.night = night;
        }

        @Override
        public Instant instant() {
            return night.now.plus(wrong);
        }
    }
}
