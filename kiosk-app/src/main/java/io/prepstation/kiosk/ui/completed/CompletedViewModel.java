package io.prepstation.kiosk.ui.completed;

import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.ui.desk.LabelState;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.LabelWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.SessionRecord;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The session that was just completed, and whether the hub has it.
public final class CompletedViewModel {

    private final StationDesk desk;
    private final Words words;
    private final SessionLabel printed;
    private final ReadOnlyObjectWrapper<@Nullable CompletedContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Actions> actions;
    private List<SessionRow> sessions = List.of();
    private @Nullable SessionRecord shown;
    private @Nullable LabelState label;

    /// @param printed what is printed of a session
    public CompletedViewModel(StationDesk desk, Words words, SessionLabel printed) {
        this.printed = printed;
        this.desk = desk;
        this.words = words;
        this.actions = new ReadOnlyObjectWrapper<>(actions(""));
    }

    /// A label can be printed again once the first was asked for.
    private Actions actions(String asked) {
        return new Actions(
                new Action(words.text("home.sign-out"), Icon.SIGN_OUT, this::signOut),
                asked.isEmpty()
                        ? null
                        : new Action(words.text("label.print-again"), Icon.PRINT, this::printAgain),
                new Action(words.text("completed.next"), Icon.NEXT, this::next));
    }

    private String labelOf(SessionRecord record) {
        return label != null && label.sessionId().equals(record.id())
                ? LabelWords.of(label, words)
                : "";
    }

    private void printAgain() {
        if (shown != null) {
            desk.printLabel(shown.id());
        }
    }

    /// Null before the first completion.
    public ReadOnlyObjectProperty<@Nullable CompletedContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Completed state) {
        shown = state.record();
        refresh();
    }

    public void show(List<SessionRow> rows) {
        sessions = rows;
        refresh();
    }

    public void show(LabelState state) {
        label = state;
        refresh();
    }

    private void refresh() {
        if (shown != null) {
            actions.set(actions(labelOf(shown)));
            CompletedContent next = content(shown);
            if (!next.equals(content.get())) {
                content.set(next);
            }
        }
    }

    private CompletedContent content(SessionRecord record) {
        boolean atHub =
                sessions.stream().anyMatch(row -> row.id().equals(record.id()) && row.atHub());
        Optional<Signature> signature = record.signatures().stream().reduce((_, last) -> last);
        return new CompletedContent(
                printed.of(record, 1),
                words.text("completed.title"),
                words.text(
                        "completed.summary",
                        record.context().formulaCode(),
                        record.context().formulaName(),
                        words.amount(record.context().amount()),
                        record.steps().size()),
                signature.map(this::signature).orElse(""),
                signature.map(Signature::recordHash).orElse(""),
                atHub,
                words.text(atHub ? "completed.at-hub" : "completed.waiting"),
                labelOf(record));
    }

    private String signature(Signature signature) {
        return words.text(
                signature.authentication() == Authentication.CHOSEN
                        ? "completed.signed-not-authenticated"
                        : "completed.signed",
                signature.name(),
                words.dayAndTime(signature.at()));
    }

    private void next() {
        desk.post(new BenchEvent.BackTapped());
    }

    private void signOut() {
        desk.post(new BenchEvent.SignOutTapped());
    }
}
