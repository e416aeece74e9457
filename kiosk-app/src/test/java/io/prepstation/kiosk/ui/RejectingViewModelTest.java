package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.rejecting.RejectingViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.people.Reason;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Giving a session up with a reason of the site's own list.
@Tag("WEI-15")
class RejectingViewModelTest {

    private static final Reason SAMPLING = new Reason("sampling", "A sample was drawn");
    private static final Reason SPILLED = new Reason("spilled", null);
    private static final Reason OTHER = new Reason("other", null);

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private int asked;
    private final RejectingViewModel model =
            new RejectingViewModel(
                    desk,
                    new Words(Locale.ENGLISH, ZoneOffset.UTC),
                    List.of(SAMPLING, SPILLED, OTHER),
                    () -> asked++);

    private boolean mayConfirm() {
        return model.actions().get().main().enabled();
    }

    private void confirm() {
        model.actions().get().main().tap().run();
    }

    @Test
    void a_code_goes_with_the_words_of_the_screens() {
        model.choose(SPILLED);
        confirm();
        assertEquals(List.of(new BenchEvent.RejectTapped("spilled", "Spilled")), desk.posted);
    }

    @Test
    void a_code_of_the_site_goes_with_the_sites_words_and_what_was_added() {
        model.choose(SAMPLING);
        model.written("for the pharmacopoeia");
        confirm();
        assertEquals(
                List.of(
                        new BenchEvent.RejectTapped(
                                "sampling", "A sample was drawn. for the pharmacopoeia")),
                desk.posted);
    }

    @Test
    void other_asks_for_words_at_once_and_says_nothing_without() {
        model.choose(OTHER);
        assertEquals(1, asked);
        assertFalse(mayConfirm());
        model.written("  The lights went out.  ");
        assertTrue(mayConfirm());
        confirm();
        assertEquals(
                List.of(new BenchEvent.RejectTapped("other", "The lights went out.")), desk.posted);
    }
}
