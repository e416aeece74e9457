package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.sync.SyncStatus;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("SYN-10")
class IndicatorsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    static Stream<SyncStatus> withoutTrouble() {
        return Stream.of(
                new SyncStatus.UpToDate(NOW),
                new SyncStatus.Waiting(2, NOW),
                new SyncStatus.Offline(2, NOW, NOW),
                new SyncStatus.Stopped(2, NOW, NOW));
    }

    @ParameterizedTest
    @MethodSource("withoutTrouble")
    void that_nothing_goes_up_by_itself_is_shown_whatever_else_is_so(SyncStatus status) {
        var off = assertInstanceOf(SyncIndicator.Off.class, Indicators.of(status, false));

        assertEquals(status instanceof SyncStatus.UpToDate ? 0 : 2, off.waiting());
        assertFalse(Indicators.of(status, true) instanceof SyncIndicator.Off);
    }

    @Test
    void what_a_person_must_see_to_is_shown_all_the_same() {
        assertEquals(
                new SyncIndicator.Problem("disk full", 2),
                Indicators.of(new SyncStatus.Problem(2, NOW, "disk full"), false));
    }
}
