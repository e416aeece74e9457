package io.prepstation.model.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.mass.MassUnit;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-12")
class FrameUnitTest {

    @Test
    void a_unit_in_the_frame_is_written_as_it_stands_there() {
        FrameUnit unit = FrameUnit.of("S S     1.0200 mg", MassUnit.MILLIGRAM);
        assertEquals("mg", unit.word());
        assertTrue(unit.agreesWith("S S     1.0200 mg"));
        assertFalse(unit.agreesWith("S S     1.0200 g"));
    }

    @Test
    void a_unit_from_the_settings_stands_in_brackets_and_in_no_frame() {
        FrameUnit unit = FrameUnit.of("\u000200001.0200", MassUnit.GRAM);
        assertEquals("(g)", unit.word());
        assertTrue(unit.agreesWith("\u000200001.0200"));
        assertFalse(unit.agreesWith("S S     1.0200 kg"));
    }

    @Test
    void words_are_read_as_they_were_written() {
        for (MassUnit unit : MassUnit.values()) {
            for (boolean fromSettings : new boolean[] {false, true}) {
                FrameUnit written = new FrameUnit(unit, fromSettings);
                assertEquals(Optional.of(written), FrameUnit.ofWord(written.word()));
            }
        }
        assertEquals(Optional.empty(), FrameUnit.ofWord("lb"));
        assertEquals(Optional.empty(), FrameUnit.ofWord("()"));
    }
}
