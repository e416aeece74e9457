package io.prepstation.kiosk.ui.choosing;

import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Several things under a title; a tap takes one and goes back.
public final class ChoosingViewModel {

    private final Runnable close;
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Choice>> choices =
            new ReadOnlyObjectWrapper<>(List.of());

    /// @param close goes back to where it was opened from
    public ChoosingViewModel(Words words, Runnable close) {
        this.close = close;
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, close),
                                null,
                                null));
    }

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Choice>> choices() {
        return choices.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void open(String what, List<Choice> offered) {
        title.set(what);
        choices.set(
                offered.stream()
                        .map(one -> new Choice(one.text(), one.chosen(), () -> take(one)))
                        .toList());
    }

    private void take(Choice choice) {
        close.run();
        choice.tap().run();
    }
}
