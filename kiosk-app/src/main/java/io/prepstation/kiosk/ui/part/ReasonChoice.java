package io.prepstation.kiosk.ui.part;

import io.prepstation.model.people.Reason;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A reason that is being chosen, with words of its own where the code needs them.
public final class ReasonChoice {

    private final ReadOnlyObjectWrapper<Optional<Reason>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> text = new ReadOnlyObjectWrapper<>("");

    public ReadOnlyObjectProperty<Optional<Reason>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// What was typed; empty where nothing was.
    public ReadOnlyObjectProperty<String> text() {
        return text.getReadOnlyProperty();
    }

    public void choose(Reason reason) {
        chosen.set(Optional.of(reason));
    }

    public void write(String words) {
        text.set(words.strip());
    }

    public void clear() {
        chosen.set(Optional.empty());
        text.set("");
    }

    /// Whether it says why.
    public boolean complete() {
        return chosen.get().filter(reason -> !reason.needsWords() || written()).isPresent();
    }

    public boolean written() {
        return !text.get().isEmpty();
    }

    /// The words for the record: what was typed after what the reason says.
    ///
    /// @param said the reason as the screen says it
    public String words(String said) {
        boolean own = chosen.get().filter(Reason::needsWords).isPresent();
        return own ? text.get() : written() ? said + ". " + text.get() : said;
    }
}
