package io.prepstation.kiosk.ui.scan;

import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.FormulaCode;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Takes every key of a window before any control sees it: a station has no keyboard but its scanners, and the Enter at
/// a scan's end must not press a button.
public final class ScanFilter {

    private final KeyBursts bursts;
    private final LongSupplier clockMs;

    /// @param clockMs any steady clock
    public ScanFilter(Consumer<BenchEvent> post, LongSupplier clockMs) {
        this.bursts =
                new KeyBursts(text ->
                        post.accept(new BenchEvent.CodeScanned(FormulaCode.parse(text), text)));
        this.clockMs = clockMs;
    }

    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.ANY, this::take);
    }

    private void take(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_TYPED) {
            typed(event.getCharacter());
        } else if (event.getEventType() == KeyEvent.KEY_PRESSED
                && event.getCode() == KeyCode.ENTER) {
            bursts.enter(clockMs.getAsLong());
        }
        event.consume();
    }

    private void typed(String character) {
        if (!character.isEmpty() && !Character.isISOControl(character.codePointAt(0))) {
            bursts.typed(character, clockMs.getAsLong());
        }
    }
}
