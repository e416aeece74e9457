package io.prepstation.kiosk.ui.correcting;

import java.util.List;

/// @param seen what was weighed in and what is allowed
/// @param lines of the grown batch; empty if it cannot grow
record CorrectingContent(String title, String seen, List<Choice> choices, List<GrownLine> lines) {

    CorrectingContent {
        choices = List.copyOf(choices);
        lines = List.copyOf(lines);
    }
}
