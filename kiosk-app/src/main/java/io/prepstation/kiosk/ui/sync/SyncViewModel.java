package io.prepstation.kiosk.ui.sync;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.desk.NotCompared;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.QueueWords;
import io.prepstation.kiosk.ui.words.SyncWords;
import io.prepstation.kiosk.ui.words.Words;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How far the hub is behind, what waits for it and why.
public final class SyncViewModel {

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final SyncWords syncWords;
    private final QueueWords queueWords;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<String> state = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> sentence = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> overdue = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> contact = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> lastSync = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyBooleanWrapper lastSyncFailed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<String> tally = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> network = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> day = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyBooleanWrapper dayOpen = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<String> clockWrong = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<QueueLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final ReadOnlyObjectWrapper<String> comparison = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyBooleanWrapper differing = new ReadOnlyBooleanWrapper();
    private @Nullable Convergence compared;
    private int conflicts;
    private boolean syncing;
    private boolean stopping;
    private boolean comparing;
    private boolean offline;

    /// Where the screen leads to.
    ///
    /// @param close goes back to where it was opened from
    /// @param conflicts shows the changes that met somebody else's
    /// @param open shows one of the changes that wait
    /// @param finished shows what is at the hub
    public record Ways(
            Runnable close,
            Runnable conflicts,
            Consumer<SyncQueue.Line> open,
            Consumer<SyncQueue.Counts> finished) {}

    public SyncViewModel(StationDesk desk, InstantSource clock, Words words, Ways ways) {
        this.desk = desk;
        this.clock = clock;
        this.words = words;
        this.syncWords = new SyncWords(words);
        this.queueWords = new QueueWords(words);
        this.ways = ways;
        this.actions = new ReadOnlyObjectWrapper<>(actionsNow());
    }

    /// A few words on the state.
    public ReadOnlyObjectProperty<String> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> sentence() {
        return sentence.getReadOnlyProperty();
    }

    /// That something waits too long though the hub answers; empty if nothing does.
    public ReadOnlyObjectProperty<String> overdue() {
        return overdue.getReadOnlyProperty();
    }

    /// When the hub last confirmed something.
    public ReadOnlyObjectProperty<String> contact() {
        return contact.getReadOnlyProperty();
    }

    /// What the last sync did; empty if there was none.
    public ReadOnlyObjectProperty<String> lastSync() {
        return lastSync.getReadOnlyProperty();
    }

    /// Whether not all of it went.
    public ReadOnlyBooleanProperty lastSyncFailed() {
        return lastSyncFailed.getReadOnlyProperty();
    }

    /// How the way to the hub is; empty while that is not known.
    public ReadOnlyObjectProperty<String> network() {
        return network.getReadOnlyProperty();
    }

    /// Whether the hub has yesterday's sessions; empty if there were none.
    public ReadOnlyObjectProperty<String> day() {
        return day.getReadOnlyProperty();
    }

    /// Whether it has not all of them.
    public ReadOnlyBooleanProperty dayOpen() {
        return dayOpen.getReadOnlyProperty();
    }

    /// That the station's clock is wrong; empty while it is right, or not known.
    public ReadOnlyObjectProperty<String> clockWrong() {
        return clockWrong.getReadOnlyProperty();
    }

    /// What came of the last comparison with the hub; empty if there was none.
    public ReadOnlyObjectProperty<String> comparison() {
        return comparison.getReadOnlyProperty();
    }

    /// Whether something was not the same on both sides.
    public ReadOnlyBooleanProperty differing() {
        return differing.getReadOnlyProperty();
    }

    /// How many wait, need a person and are finished.
    public ReadOnlyObjectProperty<String> tally() {
        return tally.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<QueueLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(SyncIndicator indicator) {
        state.set(syncWords.brief(indicator, clock.instant()));
        sentence.set(syncWords.sentence(indicator));
        overdue.set(queueWords.overdue(indicator, clock.instant()));
        syncing = indicator instanceof SyncIndicator.Syncing;
        stopping = indicator instanceof SyncIndicator.Syncing under && under.stopping();
        actions.set(actionsNow());
    }

    public void show(SyncQueue queue) {
        contact.set(
                queue.lastContact() == null
                        ? words.text("queue.no-contact")
                        : words.text("queue.contact", words.dayAndTime(queue.lastContact())));
        lastSync.set(queueWords.lastSync(queue.lastSync()));
        lastSyncFailed.set(queue.lastSync() != null && !queue.lastSync().result().success());
        tally.set(queueWords.tally(queue.counts()));
        day.set(queueWords.day(queue.yesterday()));
        dayOpen.set(!queue.yesterday().isDone());
        clockWrong.set(queueWords.clock(queue.clock()));
        lines.set(lines(queue));
        Convergence newest = queue.compared();
        if (newest != null && !newest.equals(compared)) {
            compared = newest;
            comparing = false;
            comparison.set(queueWords.comparison(newest));
            differing.set(newest.differing() > 0);
            actions.set(actionsNow());
        }
    }

    public void show(NetworkStatus status) {
        network.set(queueWords.network(status));
        offline = status.state() == NetworkStatus.State.OFFLINE;
        actions.set(actionsNow());
    }

    public void show(NotCompared answer) {
        comparing = false;
        comparison.set(words.text("queue.not-compared", answer.why()));
        actions.set(actionsNow());
    }

    private void compare() {
        comparing = true;
        comparison.set(words.text("queue.comparing"));
        actions.set(actionsNow());
        desk.compareWithHub();
    }

    public void show(OpenConflicts open) {
        conflicts = open.open().size();
        actions.set(actionsNow());
    }

    private List<QueueLine> lines(SyncQueue queue) {
        List<QueueLine> all = new ArrayList<>();
        queue.lines().forEach(line -> all.add(line(line)));
        if (queue.counts().completed().all() > 0) {
            all.add(finished(queue.counts()));
        }
        return all;
    }

    private QueueLine finished(SyncQueue.Counts finished) {
        return new QueueLine(
                words.text("queued.finished"),
                "",
                queueWords.counted(finished.completed().all()),
                "",
                QueueLine.Mark.DONE,
                () -> ways.finished().accept(finished));
    }

    private QueueLine line(SyncQueue.Line line) {
        return new QueueLine(
                line.name().isEmpty()
                        ? queueWords.what(line)
                        : queueWords.what(line) + ": " + line.name(),
                words.dayAndTime(line.since()),
                queueWords.state(line),
                line.error(),
                QueueWords.needsAPerson(line)
                        ? QueueLine.Mark.NEEDS_A_PERSON
                        : QueueLine.Mark.WAITS,
                () -> ways.open().accept(line));
    }

    private Actions actionsNow() {
        return new Actions(
                new Action(words.text("action.back"), Icon.BACK, ways.close()),
                syncing
                        ? new Action(words.text("queue.stop"), Icon.STOP, !stopping, desk::stopSync)
                        : new Action(
                                words.text("queue.compare"),
                                Icon.SEARCH,
                                !comparing && !offline,
                                this::compare),
                new Action(
                        words.text("queue.conflicts", conflicts),
                        conflicts > 0 ? Icon.WARNING : Icon.LIST,
                        ways.conflicts()),
                new Action(words.text("home.sync-now"), Icon.SYNC, !syncing, desk::syncNow));
    }
}
