package io.prepstation.kiosk.ui.writing;

import java.util.Arrays;
import java.util.List;

/// What three rows of keys write, ten columns wide; a glove hits them.
public enum TextKeys {
    CAPITALS("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
    LETTERS("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    SIGNS("1234567890", "-/:()°%+,", ".?!'äöü");

    @SuppressWarnings("ImmutableEnumChecker") // made by toList, which nobody changes
    private final List<List<String>> rows;

    TextKeys(String... rows) {
        this.rows =
                Arrays.stream(rows)
                        .map(row -> row.codePoints().mapToObj(Character::toString).toList())
                        .toList();
    }

    /// What the key says that leads to them.
    String label() {
        return switch (this) {
            case CAPITALS -> "ABC";
            case LETTERS -> "abc";
            case SIGNS -> "123";
        };
    }

    List<List<String>> rows() {
        return rows;
    }
}
