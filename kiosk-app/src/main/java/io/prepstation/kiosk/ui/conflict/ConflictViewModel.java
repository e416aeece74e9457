package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Choice;
import io.prepstation.kiosk.ui.desk.OpenConflict.Field;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One conflict: each field's side is chosen by itself, what only one side changed is chosen already, and what will come
/// of it stands beside. Nothing is decided before every field is chosen and somebody says so.
public final class ConflictViewModel {

    private final StationDesk desk;
    private final Words words;
    private final QueueWords queueWords;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> hint = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<FieldLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private final Map<String, Side> chosen = new LinkedHashMap<>();
    private @Nullable OpenConflict conflict;
    private @Nullable Side whole;
    private int selected;
    private boolean deciding;

    /// @param close goes back to the list
    public ConflictViewModel(StationDesk desk, Words words, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.queueWords = new QueueWords(words);
        this.close = close;
    }

    public ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    /// What there is to do, or what went wrong.
    public ReadOnlyObjectProperty<String> hint() {
        return hint.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<FieldLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void open(OpenConflict one) {
        conflict = one;
        whole = null;
        selected = 0;
        deciding = false;
        chosen.clear();
        one.fields().stream()
                .filter(field -> !field.contested())
                .forEach(field -> chosen.put(field.name(), Side.valueOf(field.suggested())));
        title.set(queueWords.thing(one.entityType()) + " " + one.name());
        hint.set(
                switch (one.gone()) {
                    case NOWHERE -> words.text("conflict.hint");
                    case HERE -> words.text("conflict.gone-here");
                    case AT_THE_HUB -> words.text("conflict.gone-hub");
                });
        refresh();
    }

    /// It is decided, or a person has to look again.
    public void show(ChoiceAnswer answer) {
        if (!deciding) {
            return;
        }
        deciding = false;
        if (answer.problem().isEmpty()) {
            close.run();
        } else {
            hint.set(answer.problem());
            refresh();
        }
    }

    /// One side for a field, and for those that belong to it.
    public void choose(int line, Side side) {
        OpenConflict one = conflict;
        if (one == null) {
            return;
        }
        selected = line;
        if (one.gone() != Gone.NOWHERE) {
            whole = side;
        } else {
            Field field = one.fields().get(line);
            one.fields().stream()
                    .filter(other -> belongs(field, other))
                    .forEach(other -> chosen.put(other.name(), side));
        }
        refresh();
    }

    private static boolean belongs(Field field, Field other) {
        return other.equals(field)
                || (!field.group().isEmpty() && field.group().equals(other.group()));
    }

    /// For a keyboard.
    public void choose(Side side) {
        choose(selected, side);
    }

    /// For a keyboard.
    public void move(int by) {
        selected = Math.clamp((long) selected + by, 0, Math.max(0, lines.get().size() - 1));
        refresh();
    }

    /// Does nothing while a field is not chosen.
    public void decide() {
        OpenConflict one = conflict;
        if (one == null || !isChosen(one)) {
            return;
        }
        deciding = true;
        refresh();
        desk.choose(List.of(new Choice(one.id(), side(), whole == null ? chosen : Map.of())));
    }

    private Side side() {
        Side side = whole;
        return side != null ? side : chosen.containsValue(Side.HERE) ? Side.HERE : Side.HUB;
    }

    private boolean isChosen(OpenConflict one) {
        return !deciding
                && (one.gone() == Gone.NOWHERE
                        ? one.fields().stream().allMatch(field -> chosen.containsKey(field.name()))
                        : whole != null);
    }

    private void refresh() {
        OpenConflict one = conflict;
        if (one == null) {
            return;
        }
        lines.set(one.gone() == Gone.NOWHERE ? fields(one) : List.of(deletion(one)));
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, close),
                        null,
                        new Action(
                                words.text("conflict.decide"),
                                Icon.ACCEPT,
                                isChosen(one),
                                this::decide)));
    }

    private List<FieldLine> fields(OpenConflict one) {
        return IntStream.range(0, one.fields().size())
                .mapToObj(n -> {
                    Field field = one.fields().get(n);
                    return new FieldLine(
                            queueWords.field(field.name()),
                            value(field.before()),
                            value(field.here()),
                            value(field.hub()),
                            chosen.get(field.name()),
                            n == selected);
                })
                .toList();
    }

    private FieldLine deletion(OpenConflict one) {
        String deleted = words.text("conflict.deleted");
        String kept = words.text("conflict.kept");
        return new FieldLine(
                queueWords.thing(one.entityType()),
                kept,
                one.gone() == Gone.HERE ? deleted : kept,
                one.gone() == Gone.HERE ? kept : deleted,
                whole,
                true);
    }

    private String value(String text) {
        return text.isEmpty() ? words.text("conflict.nothing") : text;
    }
}
