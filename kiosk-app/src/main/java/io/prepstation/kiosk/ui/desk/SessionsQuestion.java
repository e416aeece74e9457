package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.SessionSearch;
import io.prepstation.model.session.SessionStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Which sessions an operator looks for.
///
/// @param text part of a formula's code or name, or a lot number; empty for any
/// @param operator user id; null for everybody's
/// @param most how many are shown at once
public record SessionsQuestion(
        String text,
        Since since,
        @Nullable SessionStatus status,
        @Nullable String operator,
        int most) {

    /// How far back is looked, whole days of the lab with today.
    public enum Since {
        EVER(0),
        TODAY(1),
        WEEK(7),
        MONTH(30),
        YEAR(365);

        private final int days;

        Since(int days) {
            this.days = days;
        }

        private @Nullable Instant from(LocalDate today, ZoneId zone) {
            return this == EVER ? null : today.minusDays(days - 1L).atStartOfDay(zone).toInstant();
        }
    }

    /// Whether it leaves anything out.
    public boolean narrowed() {
        return !text.isEmpty() || since != Since.EVER || status != null || operator != null;
    }

    /// The same for the store.
    ///
    /// @param zone the lab's
    public SessionSearch search(LocalDate today, ZoneId zone) {
        return new SessionSearch(
                text.isEmpty() ? null : text,
                null,
                operator,
                status,
                since.from(today, zone),
                null);
    }
}
