package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.conflict.FieldLine.Fold;
import io.prepstation.kiosk.ui.conflict.FieldLine.Mark;
import io.prepstation.kiosk.ui.conflict.FieldLine.Value;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Field;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import io.prepstation.kiosk.ui.desk.OpenConflict.Part;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.ConflictWords;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.StockWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One conflict: each field's side is chosen by itself or by a strategy, what only one side changed is chosen already, and
/// what will come of it stands beside. Nothing is decided before every field is chosen and somebody says so.
public final class ConflictViewModel {

    private final StationDesk desk;
    private final Words words;
    private final QueueWords queueWords;
    private final StockWords stockWords;
    private final ConflictWords conflictWords;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> hint = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<FieldLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private final Map<String, Side> chosen = new LinkedHashMap<>();
    private final Set<String> unfolded = new HashSet<>();
    private Resolution strategy = Resolution.MANUAL;
    private @Nullable OpenConflict conflict;
    private OpenConflicts newest = OpenConflicts.NONE;
    private @Nullable Side whole;
    private int selected;
    private boolean deciding;
    private boolean offline;
    private String said = "";

    /// Where the screen leads to.
    ///
    /// @param close goes back to the list
    /// @param later goes back to the list, and puts it off
    /// @param choose offers several things under a title
    public record Ways(
            Runnable close, Consumer<String> later, BiConsumer<String, List<Choice>> choose) {}

    public ConflictViewModel(StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.queueWords = new QueueWords(words);
        this.stockWords = new StockWords(words);
        this.conflictWords = new ConflictWords(words);
        this.ways = ways;
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
        strategy = Resolution.MANUAL;
        chosen.clear();
        unfolded.clear();
        suggest(one);
        title.set(queueWords.thing(one.entityType()) + " " + one.name());
        say(
                conflictWords.found(one.found())
                        + " "
                        + (one.gone() == Gone.NOWHERE
                                ? words.text("conflict.hint")
                                : conflictWords.about(one.gone(), List.of())));
        refresh();
    }

    private void suggest(OpenConflict one) {
        one.fields().stream()
                .filter(field -> !field.contested())
                .forEach(field -> chosen.put(field.name(), Side.valueOf(field.suggested())));
    }

    /// Deciding needs the hub; looking and putting off do not.
    public void show(NetworkStatus network) {
        offline = network.state() == NetworkStatus.State.OFFLINE;
        say(said);
        refresh();
    }

    private void say(String text) {
        said = text;
        hint.set(offline && conflict != null ? words.text("conflict.offline") : text);
    }

    /// What is shown follows the hub's side: what was chosen of another one does not hold.
    public void show(OpenConflicts now) {
        newest = now;
        OpenConflict one = conflict;
        if (one == null || deciding) {
            return;
        }
        now.open().stream()
                .filter(each -> each.id().equals(one.id()) && each.version() != one.version())
                .findFirst()
                .ifPresent(changed -> {
                    open(changed);
                    say(words.text("conflict.changed"));
                });
    }

    /// It is decided, or a person has to look again.
    public void show(ChoiceAnswer answer) {
        if (!deciding) {
            return;
        }
        deciding = false;
        if (answer.problem().isEmpty()) {
            ways.close().run();
        } else {
            show(newest);
            say(answer.problem());
            refresh();
        }
    }

    /// One side for a field, and for those that belong to it.
    public void choose(int place, Side side) {
        OpenConflict one = conflict;
        if (one == null) {
            return;
        }
        selected = place;
        strategy = Resolution.MANUAL;
        if (one.gone() != Gone.NOWHERE) {
            whole = side;
        } else {
            Field field = one.fields().get(place);
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
        OpenConflict one = conflict;
        int last = one == null || one.gone() != Gone.NOWHERE ? 0 : one.fields().size() - 1;
        selected = Math.clamp((long) selected + by, 0, Math.max(0, last));
        refresh();
    }

    /// Shows the entries of a field, or hides them.
    public void fold(int place) {
        OpenConflict one = conflict;
        if (one != null && one.gone() == Gone.NOWHERE && place < one.fields().size()) {
            String field = one.fields().get(place).name();
            if (!unfolded.remove(field)) {
                unfolded.add(field);
            }
            refresh();
        }
    }

    /// For a keyboard.
    public void fold() {
        fold(selected);
    }

    /// Chooses for all fields at once what a strategy makes of them.
    public void take(Resolution how) {
        OpenConflict one = conflict;
        if (one == null || !possible(one, how)) {
            return;
        }
        strategy = how;
        switch (how) {
            case SERVER_WINS -> all(one, Side.HUB);
            case CLIENT_WINS -> all(one, Side.HERE);
            case LAST_WRITE_WINS -> all(one, one.later());
            case MERGE -> {
                chosen.clear();
                suggest(one);
            }
            case MANUAL -> {
                // The fields stay as they are chosen.
            }
        }
        refresh();
    }

    private void all(OpenConflict one, Side side) {
        whole = one.gone() == Gone.NOWHERE ? null : side;
        one.fields().forEach(field -> chosen.put(field.name(), side));
    }

    /// What is gone on one side has nothing to be merged, and nothing is merged that both sides changed.
    private static boolean possible(OpenConflict one, Resolution how) {
        return how != Resolution.MERGE || (one.gone() == Gone.NOWHERE && one.contested().isEmpty());
    }

    private void chooseStrategy() {
        OpenConflict one = conflict;
        if (one == null) {
            return;
        }
        ways.choose()
                .accept(
                        words.text("conflict.how-title"),
                        Arrays.stream(Resolution.values())
                                .map(how ->
                                        new Choice(
                                                possible(one, how)
                                                        ? conflictWords.meaning(how)
                                                        : words.text("strategy.merge.not"),
                                                how == strategy,
                                                () -> take(how)))
                                .toList());
    }

    /// For another time.
    public void later() {
        OpenConflict one = conflict;
        if (one != null) {
            ways.later().accept(one.id());
        }
    }

    /// Does nothing while a field is not chosen.
    public void decide() {
        OpenConflict one = conflict;
        if (one == null || !isChosen(one)) {
            return;
        }
        deciding = true;
        refresh();
        desk.choose(
                List.of(
                        new OpenConflict.Choice(
                                one, strategy, side(), whole == null ? chosen : Map.of())));
    }

    private Side side() {
        Side side = whole;
        return side != null ? side : chosen.containsValue(Side.HERE) ? Side.HERE : Side.HUB;
    }

    private boolean isChosen(OpenConflict one) {
        return !deciding
                && !offline
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
                        new Action(words.text("action.back"), Icon.BACK, ways.close()),
                        new Action(words.text("conflict.later"), Icon.WAITING, this::later),
                        new Action(
                                words.text("conflict.how", conflictWords.strategy(strategy)),
                                Icon.MORE,
                                !deciding,
                                this::chooseStrategy),
                        new Action(
                                words.text("conflict.decide"),
                                Icon.ACCEPT,
                                isChosen(one),
                                this::decide)));
    }

    private List<FieldLine> fields(OpenConflict one) {
        List<FieldLine> all = new ArrayList<>();
        for (int place = 0; place < one.fields().size(); place++) {
            Field field = one.fields().get(place);
            boolean open = unfolded.contains(field.name());
            all.add(line(place, field, open));
            if (open) {
                for (Part part : field.parts()) {
                    all.add(entry(place, part));
                }
            }
        }
        return all;
    }

    private FieldLine line(int place, Field field, boolean open) {
        boolean nested = !field.parts().isEmpty();
        return new FieldLine(
                place,
                nested ? open ? Fold.OPEN : Fold.SHUT : Fold.NONE,
                queueWords.field(field.name()),
                nested ? entries(field, Part::before) : value(field, field.before()),
                new Value(
                        nested ? entries(field, Part::here) : value(field, field.here()),
                        Mark.of(field.before(), field.here())),
                new Value(
                        nested ? entries(field, Part::hub) : value(field, field.hub()),
                        Mark.of(field.before(), field.hub())),
                chosen.get(field.name()),
                place == selected);
    }

    private String entries(Field field, Function<Part, String> side) {
        return words.text(
                "conflict.entries",
                field.parts().stream().filter(part -> !side.apply(part).isEmpty()).count());
    }

    private FieldLine entry(int place, Part part) {
        return new FieldLine(
                place,
                Fold.ENTRY,
                part.name(),
                text(part.before()),
                new Value(text(part.here()), Mark.of(part.before(), part.here())),
                new Value(text(part.hub()), Mark.of(part.before(), part.hub())),
                null,
                false);
    }

    private FieldLine deletion(OpenConflict one) {
        Value deleted = new Value(words.text("conflict.deleted"), Mark.REMOVED);
        Value kept = new Value(words.text("conflict.kept"), Mark.CHANGED);
        return new FieldLine(
                0,
                Fold.NONE,
                queueWords.thing(one.entityType()),
                kept.text(),
                one.gone() == Gone.HERE ? deleted : kept,
                one.gone() == Gone.HERE ? kept : deleted,
                whole,
                true);
    }

    /// A status in words; all else as it is in the record.
    private String value(Field field, String value) {
        return text(field.name().equals("status") ? stockWords.status(value) : value);
    }

    private String text(String text) {
        return text.isEmpty() ? words.text("conflict.nothing") : text;
    }
}
