package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.conflicts.ConflictLine.Badge;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.OpenConflicts.Decided;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.ConflictWords;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The changes that met somebody else's: filtered and sorted; one is opened by a tap, all that are shown can be decided at
/// once, the last choice undone.
public final class ConflictsViewModel {

    private final StationDesk desk;
    private final Words words;
    private final QueueWords queueWords;
    private final ConflictWords conflictWords;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<List<ConflictLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> answer = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final Set<String> later = new HashSet<>();
    private OpenConflicts known = OpenConflicts.NONE;
    private List<OpenConflict> shown = List.of();
    private Which which = new Which.All();
    private boolean oldestFirst;
    private boolean offline;
    private int selected;

    /// The side that would hold in all of them after another tap; null if nobody tapped yet.
    private @Nullable Side sure;

    /// Where the screen leads to.
    ///
    /// @param close goes back to where it was opened from
    /// @param open shows one of them
    /// @param choose offers several things under a title
    /// @param statistics shows how many there were
    public record Ways(
            Runnable close, Consumer<OpenConflict> open, Choosing choose, Runnable statistics) {}

    /// Offers several things under a title.
    public interface Choosing {
        void offer(String title, List<Choice> choices);
    }

    public ConflictsViewModel(StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.queueWords = new QueueWords(words);
        this.conflictWords = new ConflictWords(words);
        this.ways = ways;
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

    /// Deciding and undoing need the hub; looking does not.
    public void show(NetworkStatus network) {
        boolean before = offline;
        offline = network.state() == NetworkStatus.State.OFFLINE;
        if (offline != before) {
            sure = null;
            answer.set(offline ? words.text("conflict.offline") : "");
            refresh();
        }
    }

    /// Nothing was tapped yet.
    public void open() {
        sure = null;
        answer.set(offline ? words.text("conflict.offline") : "");
        refresh();
    }

    public void show(OpenConflicts now) {
        known = now;
        later.retainAll(now.open().stream().map(OpenConflict::id).toList());
        sure = null;
        refresh();
    }

    public void show(ChoiceAnswer came) {
        answer.set(
                came.problem().isEmpty()
                        ? words.text("conflicts.decided", came.done())
                        : came.problem());
    }

    /// Somebody looked at it and will decide another time.
    public void putOff(String conflictId) {
        later.add(conflictId);
        refresh();
    }

    public void tapped(int line) {
        selected = line;
        if (line < shown.size()) {
            ways.open().accept(shown.get(line));
        }
    }

    /// For a keyboard.
    public void move(int by) {
        selected = Math.clamp((long) selected + by, 0, Math.max(0, lines.get().size() - 1));
        refresh();
    }

    public int selected() {
        return selected;
    }

    /// For a keyboard.
    public void openSelected() {
        tapped(selected);
    }

    /// The first tap asks, the second does it to all that are shown.
    public void all(Side side) {
        if (offline) {
            answer.set(words.text("conflict.offline"));
            return;
        }
        if (sure != side) {
            sure = side;
            refresh();
            return;
        }
        sure = null;
        desk.choose(
                shown.stream().map(one -> new OpenConflict.Choice(one, side, Map.of())).toList());
        refresh();
    }

    /// Of how many there can be decided at once.
    public boolean several() {
        return shown.size() > 1 && !offline;
    }

    /// Offers the types there are, and what of a type differs in the same fields.
    public void filter() {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice(new Which.All()));
        known.open().stream()
                .map(OpenConflict::entityType)
                .distinct()
                .sorted()
                .forEach(type -> {
                    choices.add(choice(new Which.OfType(type)));
                    List<Which.SameFields> groups =
                            known.open().stream()
                                    .filter(one -> one.entityType().equals(type))
                                    .map(Which.SameFields::of)
                                    .distinct()
                                    .toList();
                    if (groups.size() > 1) {
                        groups.forEach(group -> choices.add(choice(group)));
                    }
                });
        choices.add(choice(new Which.Decided()));
        ways.choose().offer(words.text("conflicts.which"), choices);
    }

    private Choice choice(Which one) {
        return new Choice(named(one), one.equals(which), () -> look(one));
    }

    private void look(Which one) {
        which = one;
        selected = 0;
        sure = null;
        refresh();
    }

    public void turn() {
        oldestFirst = !oldestFirst;
        refresh();
    }

    /// Which are shown, and how many they are.
    public String filterText() {
        return named(which);
    }

    public String sortText() {
        return words.text(oldestFirst ? "conflicts.oldest-first" : "conflicts.newest-first");
    }

    private String named(Which one) {
        long count = known.open().stream().filter(one::has).count();
        return switch (one) {
            case Which.All _ -> words.text("conflicts.all", count);
            case Which.OfType(var type) ->
                    words.text("conflicts.of-type", queueWords.thing(type), count);
            case Which.SameFields group ->
                    words.text(
                            "conflicts.same-fields",
                            queueWords.thing(group.type()),
                            conflictWords.about(group.gone(), group.fields()),
                            count);
            case Which.Decided _ -> words.text("conflicts.of-decided", known.decided().size());
        };
    }

    private void undo() {
        String last = known.lastDecided();
        if (last != null) {
            desk.undoChoice(last);
        }
    }

    private void refresh() {
        if (!(which instanceof Which.Decided) && known.open().stream().noneMatch(which::has)) {
            which = new Which.All();
        }
        Comparator<OpenConflict> time = Comparator.comparing(OpenConflict::since);
        shown =
                known.open().stream()
                        .filter(which::has)
                        .sorted(
                                Comparator.comparing((OpenConflict one) -> later.contains(one.id()))
                                        .thenComparing(oldestFirst ? time : time.reversed()))
                        .toList();
        int count = which instanceof Which.Decided ? known.decided().size() : shown.size();
        selected = Math.clamp(selected, 0, Math.max(0, count - 1));
        lines.set(
                which instanceof Which.Decided
                        ? all(decided(), this::decidedLine)
                        : all(shown, this::line));
        actions.set(actionsNow());
    }

    private List<Decided> decided() {
        return oldestFirst ? known.decided().reversed() : known.decided();
    }

    private <T> List<ConflictLine> all(List<T> things, Function<T, ConflictLine> line) {
        return IntStream.range(0, things.size())
                .mapToObj(n -> {
                    ConflictLine plain = line.apply(things.get(n));
                    return new ConflictLine(
                            plain.what(),
                            plain.about(),
                            plain.since(),
                            plain.badge(),
                            plain.state(),
                            n == selected);
                })
                .toList();
    }

    private ConflictLine line(OpenConflict one) {
        boolean putOff = later.contains(one.id());
        return new ConflictLine(
                queueWords.thing(one.entityType()) + " " + one.name(),
                conflictWords.about(one.gone(), one.contested()),
                words.dayAndTime(one.since()),
                putOff ? Badge.LATER : Badge.OPEN,
                words.text(putOff ? "conflicts.later" : "conflicts.is-open"),
                false);
    }

    private ConflictLine decidedLine(Decided one) {
        String how =
                Resolution.ofWord(one.strategy())
                        .map(conflictWords::strategy)
                        .orElse(one.strategy());
        return new ConflictLine(
                queueWords.thing(one.entityType()) + " " + one.name(),
                words.text("conflicts.decided-by", how, one.by()),
                words.dayAndTime(one.at()),
                Badge.DECIDED,
                words.text(one.undone() ? "conflicts.undone" : "conflicts.is-decided"),
                false);
    }

    /// What the button for all says.
    public String allText(Side side) {
        return switch (side) {
            case HERE ->
                    words.text(
                            sure == side ? "conflicts.all-here-sure" : "conflicts.all-here",
                            shown.size());
            case HUB ->
                    words.text(
                            sure == side ? "conflicts.all-hub-sure" : "conflicts.all-hub",
                            shown.size());
        };
    }

    private Actions actionsNow() {
        return new Actions(
                new Action(words.text("action.back"), Icon.BACK, ways.close()),
                new Action(words.text("conflicts.statistics"), Icon.CHART, ways.statistics()),
                new Action(
                        words.text("conflicts.undo"),
                        Icon.UNDO,
                        known.lastDecided() != null && !offline,
                        this::undo),
                new Action(
                        words.text("conflicts.open"),
                        Icon.NEXT,
                        !shown.isEmpty(),
                        this::openSelected));
    }
}
