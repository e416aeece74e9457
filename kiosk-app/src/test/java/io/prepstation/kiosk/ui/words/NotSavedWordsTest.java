package io.prepstation.kiosk.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.bench.Notice;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-10")
class NotSavedWordsTest {

    /// The store's reasons are sentences, others are not.
    @Test
    void a_reason_ends_with_one_full_stop() {
        NoticeWords words = new NoticeWords(new Words(Locale.ENGLISH, ZoneOffset.UTC));

        for (String reason : new String[] {"The disk is full.", "The disk is full"}) {
            assertEquals(
                    "NOT SAVED: The disk is full. Nothing was recorded. Try again, or call a supervisor.",
                    words.of(new Notice.NotSaved(reason)));
        }
    }
}
