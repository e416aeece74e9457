package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Choice;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The changes that met somebody else's: one is opened by a tap, all can be decided at once, the last choice undone.
public final class ConflictsViewModel {

    private final StationDesk desk;
    private final Words words;
    private final QueueWords queueWords;
    private final Runnable close;
    private final Consumer<OpenConflict> open;
    private final ReadOnlyObjectWrapper<List<ConflictLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> answer = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private OpenConflicts known = OpenConflicts.NONE;
    private int selected;

    /// The side that would hold in all of them after another tap; null if nobody tapped yet.
    private @Nullable Side sure;

    /// @param close goes back to where it was opened from
    /// @param open shows one of them
    public ConflictsViewModel(
            StationDesk desk, Words words, Runnable close, Consumer<OpenConflict> open) {
        this.desk = desk;
        this.words = words;
        this.queueWords = new QueueWords(words);
        this.close = close;
        this.open = open;
        this.actions = new ReadOnlyObjectWrapper<>(actionsNow());
    }

    public ReadOnlyObjectProperty<List<ConflictLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    /// What became of the last choice; empty if there was none.
    public ReadOnlyObjectProperty<String> answer() {
        return answer.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Nothing was tapped yet.
    public void open() {
        sure = null;
        answer.set("");
        refresh();
    }

    public void show(OpenConflicts now) {
        known = now;
        selected = Math.clamp(selected, 0, Math.max(0, now.open().size() - 1));
        sure = null;
        refresh();
    }

    public void show(ChoiceAnswer came) {
        answer.set(
                came.problem().isEmpty()
                        ? words.text("conflicts.decided", came.done())
                        : came.problem());
    }

    public void tapped(int line) {
        selected = line;
        open.accept(known.open().get(line));
    }

    /// For a keyboard.
    public void move(int by) {
        selected = Math.clamp((long) selected + by, 0, Math.max(0, known.open().size() - 1));
        refresh();
    }

    /// For a keyboard.
    public void openSelected() {
        if (!known.open().isEmpty()) {
            tapped(selected);
        }
    }

    /// The first tap asks, the second does it.
    public void all(Side side) {
        if (sure != side) {
            sure = side;
            refresh();
            return;
        }
        sure = null;
        desk.choose(
                known.open().stream().map(one -> new Choice(one.id(), side, Map.of())).toList());
        refresh();
    }

    private void undo() {
        String last = known.lastDecided();
        if (last != null) {
            desk.undoChoice(last);
        }
    }

    private void refresh() {
        List<OpenConflict> all = known.open();
        lines.set(
                IntStream.range(0, all.size())
                        .mapToObj(n -> line(all.get(n), n == selected))
                        .toList());
        actions.set(actionsNow());
    }

    private ConflictLine line(OpenConflict one, boolean isSelected) {
        return new ConflictLine(
                queueWords.thing(one.entityType()) + " " + one.name(),
                switch (one.gone()) {
                    case HERE -> words.text("conflict.gone-here");
                    case AT_THE_HUB -> words.text("conflict.gone-hub");
                    case NOWHERE ->
                            one.fields().stream()
                                    .filter(OpenConflict.Field::contested)
                                    .map(field -> queueWords.field(field.name()))
                                    .collect(Collectors.joining(", "));
                },
                words.dayAndTime(one.since()),
                isSelected);
    }

    /// What the button for all says.
    public String allText(Side side) {
        return switch (side) {
            case HERE ->
                    sure == side
                            ? words.text("conflicts.all-here-sure", known.open().size())
                            : words.text("conflicts.all-here");
            case HUB ->
                    sure == side
                            ? words.text("conflicts.all-hub-sure", known.open().size())
                            : words.text("conflicts.all-hub");
        };
    }

    private Actions actionsNow() {
        boolean any = !known.open().isEmpty();
        return new Actions(
                new Action(words.text("action.back"), Icon.BACK, close),
                new Action(
                        words.text("conflicts.undo"),
                        Icon.UNDO,
                        known.lastDecided() != null,
                        this::undo),
                new Action(words.text("conflicts.open"), Icon.NEXT, any, this::openSelected));
    }
}
