package io.prepstation.kiosk.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PanelTest {

    @Test
    void a_target_is_15_millimetres_on_any_panel() {
        assertEquals(100, Panel.SEVEN_INCH.target());
        assertEquals(89, Panel.TEN_INCH.target());
    }

    @Test
    void keys_grow_to_20_millimetres_on_a_large_panel() {
        assertEquals(100, Panel.SEVEN_INCH.key());
        assertEquals(118, Panel.TEN_INCH.key());
    }

    @Test
    void digits_of_the_weight_are_18_and_28_millimetres_high() {
        assertTrue(Panel.SEVEN_INCH.weightSize() * Panel.DIGIT_HEIGHT >= Panel.SEVEN_INCH.mm(18));
        assertTrue(Panel.TEN_INCH.weightSize() * Panel.DIGIT_HEIGHT >= Panel.TEN_INCH.mm(28));
    }
}
