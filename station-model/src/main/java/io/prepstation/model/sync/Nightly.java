package io.prepstation.model.sync;

import io.prepstation.model.record.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When a station brings everything up at night: between one and two o'clock of its lab, each at a minute of its own that its
/// id decides, so that the stations of a site never call together and each calls at the same time every night.
///
/// @param offset how long after one o'clock; shorter than [#SPREAD]
public record Nightly(ZoneId zone, Duration offset) {

    /// Over which time the stations are spread.
    public static final Duration SPREAD = Duration.ofHours(1);

    private static final LocalTime BEGIN = LocalTime.of(1, 0);

    public static Nightly of(String stationId, ZoneId zone) {
        long drawn = Long.parseUnsignedLong(Sha256.hex(stationId).substring(0, 16), 16);
        return new Nightly(
                zone, Duration.ofSeconds(Long.remainderUnsigned(drawn, SPREAD.toSeconds())));
    }

    /// The newest of the station's moments that is not after `now`.
    public Instant lastBefore(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant tonight = on(today);
        return tonight.isAfter(now) ? on(today.minusDays(1)) : tonight;
    }

    /// Whether a night is to be made up for.
    ///
    /// @param last when the last one was through; null if none ever was. One in the future was written by a wrong clock
    public boolean isDue(@Nullable Instant last, Instant now) {
        return last == null || last.isBefore(lastBefore(now)) || last.isAfter(now);
    }

    /// The local day that was over before the night in which `at` lies.
    public LocalDate dayBefore(Instant at) {
        return lastBefore(at).atZone(zone).toLocalDate().minusDays(1);
    }

    /// A time that a change of the clocks leaves out is that much later.
    private Instant on(LocalDate day) {
        return day.atTime(BEGIN).atZone(zone).plus(offset).toInstant();
    }
}
