package io.prepstation.kiosk.ui.correcting;

import io.prepstation.kiosk.ui.correcting.Choice.Way;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Correcting;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A way out of an overshoot is chosen first, then confirmed: two taps, because it changes the batch.
public final class CorrectingViewModel {

    private final StationDesk desk;
    private final Words words;
    private final Choices choices;
    private final Runnable askReason;
    private final ReadOnlyObjectWrapper<@Nullable CorrectingContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<Way>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private String dispenseId = "";

    /// @param askReason opens the reasons for giving the session up
    public CorrectingViewModel(StationDesk desk, Words words, Runnable askReason) {
        this.desk = desk;
        this.words = words;
        this.choices = new Choices(words);
        this.askReason = askReason;
    }

    ReadOnlyObjectProperty<@Nullable CorrectingContent> content() {
        return content.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Way>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Correcting state) {
        CorrectingContent next = choices.of(state);
        boolean other = !state.dispense().id().equals(dispenseId);
        dispenseId = state.dispense().id();
        if (other) {
            chosen.set(Optional.empty());
        }
        if (other || !Objects.equals(next, content.get())) {
            content.set(next);
            refresh();
        }
    }

    /// Whoever has only fingers for one button: the batch grows as it is shown.
    public void choose(Way way) {
        if (isOpen(way)) {
            chosen.set(Optional.of(way));
            refresh();
        }
    }

    private boolean isOpen(Way way) {
        CorrectingContent shown = content.get();
        return shown != null
                && shown.choices().stream()
                        .anyMatch(choice -> choice.way() == way && choice.open());
    }

    private void refresh() {
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, this::back),
                        null,
                        new Action(
                                words.text("correcting.confirm"),
                                Icon.NEXT,
                                chosen.get().filter(this::isOpen).isPresent(),
                                this::confirm)));
    }

    private void back() {
        desk.post(new BenchEvent.BackTapped());
    }

    private void confirm() {
        chosen.get()
                .ifPresent(way -> {
                    switch (way) {
                        case REMOVE -> back();
                        case RESCALE -> desk.post(new BenchEvent.RescaleTapped());
                        case REJECT -> askReason.run();
                        case OVERRIDE -> desk.post(new BenchEvent.ApprovalTapped());
                    }
                });
    }
}
