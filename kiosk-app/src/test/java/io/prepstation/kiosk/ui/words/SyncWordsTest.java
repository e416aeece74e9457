package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.ui.desk.SyncIndicator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-18")
class SyncWordsTest {

    private final SyncWords words = new SyncWords(new Words(Locale.ENGLISH, ZoneOffset.UTC));

    private String header(int waiting) {
        return words.brief(new SyncIndicator.Problem("lots 7: INVALID", waiting), Instant.EPOCH);
    }

    @Test
    void a_problem_of_what_does_not_wait_tells_no_number() {
        assertEquals("Sync problem", header(0));
        assertEquals("Sync problem · 3", header(3));
    }
}
