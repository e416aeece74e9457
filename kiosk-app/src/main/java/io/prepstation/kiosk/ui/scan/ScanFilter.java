package io.prepstation.kiosk.ui.scan;

import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.FormulaCode;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TouchEvent;

/// Takes every key that a scanner types before any control sees it: the Enter at a scan's end must not press a button. The
/// keys that only a person presses are left to the screen: arrows, and Enter when nothing was typed since a touch or an arrow
/// key.
public final class ScanFilter {

    private static final Set<KeyCode> PERSONS =
            Set.of(KeyCode.UP, KeyCode.DOWN, KeyCode.LEFT, KeyCode.RIGHT);
    private static final String GROUP_SEPARATOR = String.valueOf((char) KeyBursts.GROUP_SEPARATOR);

    private final KeyBursts bursts;
    private final LongSupplier clockMs;

    /// @param clockMs any steady clock
    public ScanFilter(WedgeRules rules, Consumer<BenchEvent> post, LongSupplier clockMs) {
        this.bursts =
                new KeyBursts(
                        rules,
                        text ->
                                post.accept(
                                        new BenchEvent.CodeScanned(FormulaCode.parse(text), text)),
                        () -> post.accept(BenchEvent.CodeScanned.torn()));
        this.clockMs = clockMs;
    }

    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.ANY, this::take);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> bursts.touched());
        scene.addEventFilter(TouchEvent.TOUCH_PRESSED, _ -> bursts.touched());
    }

    private void take(KeyEvent event) {
        if (isArrow(event)) {
            bursts.touched();
            return;
        }
        if (isPressed(event, KeyCode.ENTER) && bursts.isCalm()) {
            return;
        }
        if (event.getEventType() == KeyEvent.KEY_TYPED) {
            typed(event);
        } else if (event.getEventType() == KeyEvent.KEY_PRESSED) {
            pressed(event);
        } else if (event.getCode() == KeyCode.ALT) {
            bursts.keypadEnds(clockMs.getAsLong());
        }
        event.consume();
    }

    private static boolean isArrow(KeyEvent event) {
        return event.getEventType() == KeyEvent.KEY_PRESSED && PERSONS.contains(event.getCode());
    }

    private static boolean isPressed(KeyEvent event, KeyCode key) {
        return event.getEventType() == KeyEvent.KEY_PRESSED && event.getCode() == key;
    }

    /// While Alt or Ctrl is held, the keys pressed count and what they type does not.
    private void typed(KeyEvent event) {
        String character = event.getCharacter();
        if (!event.isAltDown()
                && !event.isControlDown()
                && !character.isEmpty()
                && !Character.isISOControl(character.codePointAt(0))) {
            bursts.typed(character, clockMs.getAsLong());
        }
    }

    private void pressed(KeyEvent event) {
        KeyCode key = event.getCode();
        if (key == KeyCode.ENTER || key == KeyCode.TAB) {
            bursts.enter(clockMs.getAsLong());
        } else if (event.isAltDown() && key.isKeypadKey() && key.isDigitKey()) {
            bursts.keypad(digit(key), clockMs.getAsLong());
        } else if (event.isControlDown() && key == KeyCode.CLOSE_BRACKET) {
            bursts.typed(GROUP_SEPARATOR, clockMs.getAsLong());
        }
    }

    private static int digit(KeyCode key) {
        return key.getCode() - KeyCode.NUMPAD0.getCode();
    }
}
