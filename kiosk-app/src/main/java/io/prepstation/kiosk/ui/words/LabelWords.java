package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.ui.desk.LabelState;

/// What became of a label, in a sentence.
public final class LabelWords {

    private LabelWords() {}

    public static String of(LabelState state, Words words) {
        return switch (state.progress()) {
            case WAITING ->
                    state.detail().isEmpty()
                            ? words.text("label.printing")
                            : words.text("label.waiting", state.detail());
            case PRINTED ->
                    state.copy() == 1
                            ? words.text("label.printed")
                            : words.text("label.printed-copy", state.copy());
            case UNSURE -> words.text("label.unsure", state.detail());
        };
    }
}
