package io.prepstation.hub.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the pages say them.
final class Times {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String minute(long epochMillis, ZoneId zone) {
        return MINUTE.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }

    static String second(long epochMillis, ZoneId zone) {
        return SECOND.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }

    /// `40 s`, `12 min`, `3 h`, `5 d`.
    static String rough(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }
}
