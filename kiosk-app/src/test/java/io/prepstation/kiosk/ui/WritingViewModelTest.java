package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.kiosk.ui.writing.Question;
import io.prepstation.kiosk.ui.writing.Question.Form;
import io.prepstation.kiosk.ui.writing.TextKeys;
import io.prepstation.kiosk.ui.writing.WritingViewModel;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WritingViewModelTest {

    private final List<String> taken = new ArrayList<>();
    private final WritingViewModel writing =
            new WritingViewModel(
                    new Words(Locale.ENGLISH, ZoneOffset.UTC), () -> taken.add("closed"));

    private void ask(Form form, boolean mayBeEmpty) {
        writing.open(new Question("Lot", "L", form, mayBeEmpty), taken::add);
    }

    private boolean mayBeUsed() {
        return Objects.requireNonNull(writing.actions().get().main()).enabled();
    }

    @Test
    void a_code_stays_in_capitals_until_small_letters_are_asked_for() {
        ask(Form.CODE, false);
        writing.press("B");
        assertEquals(TextKeys.CAPITALS, writing.keys().get());
        writing.turn();
        assertEquals(TextKeys.SIGNS, writing.keys().get());
        writing.turn();
        writing.press("a");
        assertEquals(TextKeys.LETTERS, writing.keys().get());
        writing.turn();
        assertEquals(TextKeys.CAPITALS, writing.keys().get());
    }

    @Test
    void a_sentence_goes_on_with_small_letters_by_itself() {
        ask(Form.SENTENCE, false);
        writing.press("o");
        assertEquals(TextKeys.LETTERS, writing.keys().get());
    }

    @Test
    void a_number_begins_with_digits() {
        ask(Form.DIGITS, false);
        assertEquals(TextKeys.SIGNS, writing.keys().get());
    }

    @Test
    void nothing_is_an_answer_only_where_it_may_be() {
        ask(Form.CODE, false);
        writing.delete();
        assertFalse(mayBeUsed());
        ask(Form.CODE, true);
        writing.delete();
        assertTrue(mayBeUsed());
        Objects.requireNonNull(writing.actions().get().main()).tap().run();
        assertEquals(List.of("", "closed"), taken);
    }
}
