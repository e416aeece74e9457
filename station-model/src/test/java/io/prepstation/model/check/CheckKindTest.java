package io.prepstation.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Found by 500 forgeries with seed 103: a letter made a capital read the same, and no verification saw it.
@Tag("REC-1")
class CheckKindTest {

    @ParameterizedTest
    @EnumSource
    void is_read_letter_by_letter(CheckKind kind) {
        String word = kind.word();
        String altered =
                word.substring(0, 1) + Character.toUpperCase(word.charAt(1)) + word.substring(2);

        assertEquals(kind, CheckKind.ofWord(word));
        assertThrows(IllegalArgumentException.class, () -> CheckKind.ofWord(altered));
    }
}
