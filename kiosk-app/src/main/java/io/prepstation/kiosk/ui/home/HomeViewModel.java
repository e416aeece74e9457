package io.prepstation.kiosk.ui.home;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.SyncWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.StepStatus;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the station offers between two sessions.
public final class HomeViewModel {

    /// More never fit beside the camera picture.
    private static final int RECENT = 6;

    private final StationDesk desk;
    private final Words words;
    private final SyncWords syncWords;
    private final Doors doors;
    private final ReadOnlyObjectWrapper<Optional<Resume>> resume =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<SessionRow>> recent =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> sync = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    private boolean waiting;

    /// Where the home screen leads to.
    public record Doors(Runnable sessions, Runnable materials, Runnable devices, Runnable sync) {}

    public HomeViewModel(StationDesk desk, Words words, Doors doors) {
        this.desk = desk;
        this.words = words;
        this.syncWords = new SyncWords(words);
        this.doors = doors;
    }

    public ReadOnlyObjectProperty<Optional<Resume>> resume() {
        return resume.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<SessionRow>> recent() {
        return recent.getReadOnlyProperty();
    }

    /// What waits for the hub, in a sentence.
    public ReadOnlyObjectProperty<String> sync() {
        return sync.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Ready state) {
        resume.set(Optional.ofNullable(state.unfinished()).map(this::resume));
        actions.set(
                new Actions(
                        new Action(words.text("home.sign-out"), Icon.SIGN_OUT, this::signOut),
                        new Action(words.text("stock.title"), Icon.SHELF, doors.materials()),
                        new Action(words.text("home.sessions"), Icon.LIST, doors.sessions()),
                        state.unfinished() == null
                                ? new Action(
                                        words.text("home.sync-now"),
                                        Icon.SYNC,
                                        true,
                                        waiting,
                                        desk::syncNow)
                                : new Action(
                                        words.text("home.resume"),
                                        Icon.RESUME,
                                        this::resumeTapped)));
    }

    public void show(List<SessionRow> sessions) {
        recent.set(sessions.stream().limit(RECENT).toList());
    }

    public void show(SyncIndicator indicator) {
        sync.set(syncWords.sentence(indicator));
        waiting = indicator.waiting() > 0;
    }

    public void devicesTapped() {
        doors.devices().run();
    }

    public void syncTapped() {
        doors.sync().run();
    }

    private Resume resume(Unfinished unfinished) {
        SessionRecord record = unfinished.record();
        long done =
                record.steps().stream().filter(step -> step.status() == StepStatus.DONE).count();
        return new Resume(
                record.context().formulaCode() + "  " + record.context().formulaName(),
                words.text("home.resume.progress", done, record.steps().size()),
                words.text(
                        "home.resume.started",
                        record.context().operatorName(),
                        words.dayAndTime(record.session().startedAt())));
    }

    private void resumeTapped() {
        desk.post(new BenchEvent.ResumeTapped());
    }

    private void signOut() {
        desk.post(new BenchEvent.SignOutTapped());
    }
}
