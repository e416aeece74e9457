package io.prepstation.hub.store;

import java.util.List;

/// A list of texts in one column, a line each; the texts have no line ends in them.
final class TextList {

    private TextList() {}

    static String write(List<String> texts) {
        return String.join("\n", texts);
    }

    static List<String> read(String column) {
        return column.lines().toList();
    }
}
