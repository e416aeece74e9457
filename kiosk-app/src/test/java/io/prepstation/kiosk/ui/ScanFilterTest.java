package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.scan.ScanFilter;
import io.prepstation.kiosk.ui.scan.WedgeRules;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The keys as JavaFX hands them to a scene: what a scanner types with Alt and Ctrl held.
@Tag("DEV-SCAN")
class ScanFilterTest {

    private final List<BenchEvent> posted = new ArrayList<>();
    private final Scene scene = Toolkit.ask(() -> new Scene(new Group()));
    private long now;
    private boolean alt;
    private boolean ctrl;

    ScanFilterTest() {
        Toolkit.ask(() -> {
            new ScanFilter(WedgeRules.DEFAULT, posted::add, () -> now).install(scene);
            return scene;
        });
    }

    private void key(EventType<KeyEvent> type, KeyCode code, String character) {
        now += 2;
        KeyEvent event = new KeyEvent(type, character, "", code, false, ctrl, alt, false);
        Toolkit.ask(() -> {
            Event.fireEvent(scene, event);
            return event;
        });
    }

    private void tap(KeyCode code) {
        key(KeyEvent.KEY_PRESSED, code, KeyEvent.CHAR_UNDEFINED);
        key(KeyEvent.KEY_RELEASED, code, KeyEvent.CHAR_UNDEFINED);
    }

    private void typed(String text) {
        text.chars()
                .forEach(character ->
                        key(
                                KeyEvent.KEY_TYPED,
                                KeyCode.UNDEFINED,
                                String.valueOf((char) character)));
    }

    /// Each digit is pressed with Alt held, and types itself as well where the system lets it.
    private void number(String digits) {
        alt = true;
        key(KeyEvent.KEY_PRESSED, KeyCode.ALT, KeyEvent.CHAR_UNDEFINED);
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            key(KeyEvent.KEY_PRESSED, KeyCode.valueOf("NUMPAD" + digit), KeyEvent.CHAR_UNDEFINED);
            key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, String.valueOf(digit));
            key(KeyEvent.KEY_RELEASED, KeyCode.valueOf("NUMPAD" + digit), KeyEvent.CHAR_UNDEFINED);
        }
        alt = false;
        key(KeyEvent.KEY_RELEASED, KeyCode.ALT, KeyEvent.CHAR_UNDEFINED);
    }

    private void numbers(String text) {
        text.chars().forEach(character -> number("0" + character));
    }

    private List<String> scans() {
        return posted.stream().map(event -> ((CodeScanned) event).text()).toList();
    }

    @Nested
    class A_scanner_that_types_numbers_with_alt {

        @Test
        void is_read_character_by_character() {
            numbers("F=PRM00936");
            tap(KeyCode.ENTER);
            assertEquals(List.of("F=PRM00936"), scans());
        }

        @Test
        void may_type_some_characters_plainly() {
            typed("I=");
            numbers("ING");
            typed("-0042");
            tap(KeyCode.ENTER);
            assertEquals(List.of("I=ING-0042"), scans());
        }

        @Test
        void says_nothing_with_the_digits_above_the_letters() {
            typed("AB");
            alt = true;
            key(KeyEvent.KEY_PRESSED, KeyCode.DIGIT6, KeyEvent.CHAR_UNDEFINED);
            key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, "6");
            alt = false;
            key(KeyEvent.KEY_RELEASED, KeyCode.ALT, KeyEvent.CHAR_UNDEFINED);
            typed("C");
            tap(KeyCode.ENTER);
            assertEquals(List.of("ABC"), scans());
        }

        @Test
        void sends_the_separator_of_gs1_as_a_number_too() {
            numbers("]d2010401234567890110L2291");
            number("029");
            numbers("17270331");
            tap(KeyCode.ENTER);
            assertEquals(List.of("]d2010401234567890110L2291\u001d17270331"), scans());
            assertTrue(
                    ((CodeScanned) posted.getFirst()).code() instanceof Gs1Code, posted::toString);
        }
    }

    @Nested
    class A_scanner_that_types_control_and_a_bracket {

        @Test
        void means_the_separator_of_gs1_and_types_no_bracket() {
            typed("]C110L2291");
            ctrl = true;
            key(KeyEvent.KEY_PRESSED, KeyCode.CLOSE_BRACKET, KeyEvent.CHAR_UNDEFINED);
            key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, "\u001d");
            key(KeyEvent.KEY_RELEASED, KeyCode.CLOSE_BRACKET, KeyEvent.CHAR_UNDEFINED);
            ctrl = false;
            typed("17270331");
            tap(KeyCode.TAB);
            assertEquals(List.of("]C110L2291\u001d17270331"), scans());
        }
    }
}
