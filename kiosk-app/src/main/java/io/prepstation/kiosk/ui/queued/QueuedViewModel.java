package io.prepstation.kiosk.ui.queued;

import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.desk.SyncQueue.Line;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A waiting change, or all that are finished: what is known of it, and what can be done. Whatever is done needs a
/// supervisor and a reason.
public final class QueuedViewModel {

    private final StationDesk desk;
    private final Words words;
    private final QueueWords queueWords;
    private final List<Reason> reasons;
    private final Ways ways;
    private final Consent consent;
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<Fact>> facts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Choice>> choices =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> hint = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private Consumer<Approval> asked = _ -> {};
    private @Nullable String shown;
    private boolean ordered;

    /// Where the screen leads to.
    ///
    /// @param close goes back to the queue
    /// @param askConsent shows who is to stand for it, and why
    /// @param again shows this screen
    public record Ways(
            Runnable close,
            Runnable askConsent,
            Runnable again,
            Runnable askBadge,
            Runnable write) {}

    /// @param byBadge whether people prove by badge and PIN who they are, instead of choosing a name
    public QueuedViewModel(
            StationDesk desk, Words words, boolean byBadge, List<Reason> reasons, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.queueWords = new QueueWords(words);
        this.reasons = List.copyOf(reasons);
        this.ways = ways;
        this.consent =
                new Consent(
                        words,
                        byBadge,
                        new Consent.Ways(ways.again(), ways.askBadge(), ways.write(), this::order));
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, ways.close()),
                                null,
                                null));
    }

    /// Who stands for it, and why.
    public Consent consent() {
        return consent;
    }

    public ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Fact>> facts() {
        return facts.getReadOnlyProperty();
    }

    /// What can be done; each asks for a supervisor first.
    public ReadOnlyObjectProperty<List<Choice>> choices() {
        return choices.getReadOnlyProperty();
    }

    /// What went wrong, or why there is nothing to be done.
    public ReadOnlyObjectProperty<String> hint() {
        return hint.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void open(Line line) {
        ordered = false;
        show(line);
    }

    /// All that are finished.
    public void open(SyncQueue.Counts counts) {
        ordered = false;
        shown = null;
        int clearable = counts.completed().clearable();
        title.set(words.text("queued.finished"));
        facts.set(
                List.of(
                        new Fact(
                                words.text("queued.at-the-hub"),
                                queueWords.counted(counts.completed().all())),
                        new Fact(words.text("queued.long-ago"), queueWords.counted(clearable))));
        choices.set(
                clearable == 0
                        ? List.of()
                        : List.of(choice(words.text("queued.clear"), desk::clearQueue)));
        hint.set(words.text("queued.kept"));
    }

    /// The queue as it is now: the change that is shown may have gone up meanwhile.
    public void show(SyncQueue queue) {
        String id = shown;
        if (id == null || ordered) {
            return;
        }
        queue.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .ifPresentOrElse(this::show, this::gone);
    }

    private void gone() {
        shown = null;
        choices.set(List.of());
        hint.set(words.text("queued.gone"));
    }

    private void show(Line line) {
        shown = line.id();
        title.set(
                line.name().isEmpty()
                        ? queueWords.what(line)
                        : queueWords.what(line) + ": " + line.name());
        facts.set(known(line));
        choices.set(
                Stream.of(Way.values())
                        .filter(line.ways()::contains)
                        .map(way ->
                                choice(
                                        queueWords.way(way, line),
                                        approval -> desk.order(line.id(), way, approval)))
                        .toList());
        hint.set(line.ways().isEmpty() ? queueWords.nothingToDo(line) : "");
    }

    private List<Fact> known(Line line) {
        List<Fact> known = new ArrayList<>();
        known.add(
                new Fact(
                        words.text("queued.made"),
                        words.text(
                                "queued.made-by", words.dayAndTime(line.since()), line.author())));
        known.add(
                new Fact(
                        words.text("queued.state"),
                        line.attempts() == 0
                                ? queueWords.state(line)
                                : words.text(
                                        "queued.state-tried",
                                        queueWords.state(line),
                                        line.attempts())));
        if (!line.error().isEmpty()) {
            known.add(new Fact(words.text("queued.why"), line.error()));
        }
        if (line.dependents() > 0) {
            known.add(
                    new Fact(
                            words.text("queued.others"),
                            words.text("queued.dependents", line.dependents())));
        }
        return known;
    }

    private Choice choice(String text, Consumer<Approval> order) {
        return new Choice(text, false, () -> ask(text, order));
    }

    private void ask(String sentence, Consumer<Approval> order) {
        asked = order;
        consent.ask(
                new Consent.Question(
                        title.get(), sentence, user -> user.may(Permission.CLEAR_QUEUE), reasons));
        ways.askConsent().run();
    }

    private void order(Approval approval) {
        ordered = true;
        asked.accept(approval);
    }

    /// The answer: back to the queue, or why nothing was done.
    public void show(QueueAnswer answer) {
        if (!ordered) {
            return;
        }
        ordered = false;
        switch (answer) {
            case QueueAnswer.Done _ -> ways.close().run();
            case QueueAnswer.Hindered(var why) -> refused(queueWords.hindrance(why));
            case QueueAnswer.NotSaved(var text) -> refused(text);
        }
    }

    private void refused(String why) {
        hint.set(why);
        ways.again().run();
    }
}
