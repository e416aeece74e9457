package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Every session of the lab on this station, newest first.
public final class SessionsViewModel {

    private final Consumer<SessionRow> open;
    private final ReadOnlyObjectWrapper<List<SessionRow>> rows =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions;

    /// @param close goes back to the home screen
    /// @param open shows one session
    /// @param statistics shows what was counted
    public SessionsViewModel(
            StationDesk desk,
            Words words,
            Runnable close,
            Consumer<SessionRow> open,
            Runnable statistics) {
        this.open = open;
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, close),
                                new Action(words.text("statistics.title"), Icon.CHART, statistics),
                                new Action(words.text("home.sync-now"), Icon.SYNC, desk::syncNow)));
    }

    public ReadOnlyObjectProperty<List<SessionRow>> rows() {
        return rows.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(List<SessionRow> sessions) {
        if (!sessions.equals(rows.get())) {
            rows.set(List.copyOf(sessions));
        }
    }

    public void tapped(SessionRow row) {
        open.accept(row);
    }
}
