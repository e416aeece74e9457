package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.desk.PhotoAnswer;
import io.prepstation.kiosk.ui.photo.PhotoViewModel;
import io.prepstation.kiosk.ui.words.Words;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One tap keeps a photo; whoever has no camera is not asked for one.
@Tag("SYN-16")
class PhotoViewModelTest {

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final PhotoViewModel model =
            new PhotoViewModel(desk, new Words(Locale.ENGLISH, ZoneOffset.UTC));

    @Test
    void is_offered_where_a_camera_sees_and_a_session_is_there() {
        model.about("s-1", "step-1");
        assertFalse(model.offered().get());
        model.sees();
        assertTrue(model.offered().get());
        model.none();
        assertFalse(model.offered().get());
    }

    @Test
    void a_tap_asks_for_the_session_and_the_step() {
        model.take();
        model.about("s-1", "step-1");
        model.take();
        model.about("s-1", null);
        model.take();
        assertEquals(List.of("s-1 step-1", "s-1 null"), desk.photographed);
    }

    @Test
    void the_button_says_what_became_of_it_until_another_session_comes() {
        model.about("s-1", null);
        model.show(new PhotoAnswer.Kept("s-2", 7));
        assertEquals("Take photo", model.text().get());
        model.show(new PhotoAnswer.Kept("s-1", 2));
        assertEquals("Photos kept: 2. Take another", model.text().get());
        model.show(new PhotoAnswer.NotKept("s-1", "the disk is full"));
        assertEquals("No photo: the disk is full", model.text().get());
        model.show(new PhotoAnswer.NoPicture("s-1"));
        assertEquals("The camera shows nothing. Try again", model.text().get());
        model.about("s-2", null);
        assertEquals("Take photo", model.text().get());
    }
}
