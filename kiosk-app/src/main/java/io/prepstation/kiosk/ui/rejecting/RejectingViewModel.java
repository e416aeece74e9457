package io.prepstation.kiosk.ui.rejecting;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A reason is chosen first, then the rejection is confirmed: two taps, because it ends the session.
public final class RejectingViewModel {

    private final StationDesk desk;
    private final Words words;
    private final ReadOnlyObjectWrapper<Optional<Reason>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> consequence = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private String sessionId = "";
    private Runnable onBack = this::backTapped;

    public RejectingViewModel(StationDesk desk, Words words) {
        this.desk = desk;
        this.words = words;
        refresh();
    }

    public ReadOnlyObjectProperty<Optional<Reason>> chosen() {
        return chosen.getReadOnlyProperty();
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
            chosen.set(Optional.empty());
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
        chosen.set(Optional.of(reason));
        refresh();
    }

    private void refresh() {
        actions.set(
                new Actions(
                        new Action(words.text("rejecting.back"), Icon.BACK, this::back),
                        null,
                        new Action(
                                words.text("rejecting.reject"),
                                Icon.DELETE,
                                chosen.get().isPresent(),
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
        chosen.get()
                .ifPresent(reason ->
                        desk.post(
                                new BenchEvent.RejectTapped(
                                        reason.code(), words.text("reason." + reason.code()))));
    }
}
