package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OPS-5")
class CheckupTest {

    private static final long CARD = 64_000_000_000L;

    private static Finding.State disk(long free) {
        return Checkup.disk(CARD, free, Path.of("data")).state();
    }

    /// On a large card several GB are too little already.
    @Test
    void the_disk_fails_where_the_kiosk_lets_no_session_begin() {
        assertEquals(Finding.State.OK, disk(CARD / 5));
        assertEquals(Finding.State.WARN, disk(CARD / 5 - 1));
        assertEquals(Finding.State.WARN, disk(CARD / 20));
        assertEquals(Finding.State.FAIL, disk(CARD / 20 - 1));
    }
}
