package io.prepstation.kiosk.ui.rejecting;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.ReasonChoice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.people.Reason;
import io.prepstation.model.session.SessionRecord;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A reason is chosen first, then the rejection is confirmed: two taps, because it ends the session.
public final class RejectingViewModel {

    private final StationDesk desk;
    private final Words words;
    private final List<Reason> reasons;
    private final ReasonChoice choice = new ReasonChoice();
    private final Runnable write;
    private final ReadOnlyObjectWrapper<String> consequence = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private String sessionId = "";
    private Runnable onBack = this::backTapped;

    /// @param write asks for words in place of the code `other`
    public RejectingViewModel(StationDesk desk, Words words, List<Reason> reasons, Runnable write) {
        this.desk = desk;
        this.words = words;
        this.reasons = List.copyOf(reasons);
        this.write = write;
        refresh();
    }

    public List<Reason> reasons() {
        return reasons;
    }

    public ReadOnlyObjectProperty<Optional<Reason>> chosen() {
        return choice.chosen();
    }

    /// What was written; empty where nothing was.
    public ReadOnlyObjectProperty<String> written() {
        return choice.text();
    }

    public void written(String text) {
        choice.write(text);
        refresh();
    }

    /// What giving up means for what has been weighed.
    public ReadOnlyObjectProperty<String> consequence() {
        return consequence.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Rejecting state) {
        open(state.record(), this::backTapped);
    }

    /// Asks for the reason without leaving the bench's state, as while the balance is away.
    ///
    /// @param back what Back does
    public void open(SessionRecord record, Runnable back) {
        if (!record.id().equals(sessionId)) {
            choice.clear();
        }
        sessionId = record.id();
        onBack = back;
        consequence.set(
                words.text(
                        "rejecting.consequence",
                        record.context().formulaCode(),
                        record.context().formulaName(),
                        record.dispenses().size()));
        refresh();
    }

    public void choose(Reason reason) {
        choice.choose(reason);
        refresh();
        if (reason.needsWords()) {
            write.run();
        }
    }

    private void refresh() {
        actions.set(
                new Actions(
                        new Action(words.text("rejecting.back"), Icon.BACK, this::back),
                        new Action(
                                words.text("writing.write"),
                                Icon.EDIT,
                                choice.chosen().get().isPresent(),
                                write),
                        new Action(
                                words.text("rejecting.reject"),
                                Icon.DELETE,
                                choice.complete(),
                                this::reject)));
    }

    /// The next one starts without a reason, even if it is the same session again.
    private void back() {
        sessionId = "";
        onBack.run();
    }

    private void backTapped() {
        desk.post(new BenchEvent.BackTapped());
    }

    private void reject() {
        choice.chosen()
                .get()
                .ifPresent(reason ->
                        desk.post(
                                new BenchEvent.RejectTapped(
                                        reason.code(), choice.words(words.reason(reason)))));
    }
}
