package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.ui.approving.ApprovingView;
import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.choosing.ChoosingView;
import io.prepstation.kiosk.ui.choosing.ChoosingViewModel;
import io.prepstation.kiosk.ui.conflict.ConflictView;
import io.prepstation.kiosk.ui.conflict.ConflictViewModel;
import io.prepstation.kiosk.ui.conflicts.ConflictCountsView;
import io.prepstation.kiosk.ui.conflicts.ConflictCountsViewModel;
import io.prepstation.kiosk.ui.conflicts.ConflictsView;
import io.prepstation.kiosk.ui.conflicts.ConflictsViewModel;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.NotCompared;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.queued.QueuedView;
import io.prepstation.kiosk.ui.queued.QueuedViewModel;
import io.prepstation.kiosk.ui.sync.SyncView;
import io.prepstation.kiosk.ui.sync.SyncViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// What waits for the hub: the queue, one of its changes, conflicts. All on the JavaFX thread.
final class SyncPlaces {

    private enum Place {
        QUEUE,
        QUEUED,
        CONSENT,
        CONFLICTS,
        CONFLICT,
        COUNTS,
        CHOOSING
    }

    /// Where they lead to.
    ///
    /// @param enter shows the place that was gone to
    /// @param close goes back to the home screen
    /// @param askBadge opens the screen for badge and PIN
    record Ways(Runnable enter, Runnable close, Runnable askBadge, Writing writing) {}

    /// Asks for a text: its title, what it was, and who gets it.
    interface Writing {
        void write(String title, String before, Consumer<String> taken);
    }

    private final Ways ways;
    private final SyncViewModel sync;
    private final QueuedViewModel queued;
    private final ConflictsViewModel conflicts;
    private final ConflictViewModel conflict;
    private final ConflictCountsViewModel counts;
    private final ChoosingViewModel choosing;
    private final Lazy<SyncView> syncView;
    private final Lazy<QueuedView> queuedView;
    private final Lazy<ApprovingView> consentView;
    private final Lazy<ConflictsView> conflictsView;
    private final Lazy<ConflictView> conflictView;
    private final Lazy<ConflictCountsView> countsView;
    private final Lazy<ChoosingView> choosingView;
    private Place beforeChoosing = Place.CONFLICTS;
    private Place place = Place.QUEUE;

    SyncPlaces(Setup setup, StationDesk desk, InstantSource clock, Words words, Ways ways) {
        this.ways = ways;
        Panel panel = setup.panel();
        sync =
                new SyncViewModel(
                        desk,
                        clock,
                        words,
                        new SyncViewModel.Ways(
                                ways.close(),
                                this::openConflicts,
                                this::openQueued,
                                this::openFinished));
        queued =
                new QueuedViewModel(
                        desk,
                        words,
                        setup.signIn() == Authentication.BADGE_AND_PIN,
                        setup.reasons().queue(),
                        new QueuedViewModel.Ways(
                                this::open,
                                () -> go(Place.CONSENT),
                                () -> go(Place.QUEUED),
                                ways.askBadge(),
                                () -> write(words)));
        conflicts =
                new ConflictsViewModel(
                        desk,
                        words,
                        new ConflictsViewModel.Ways(
                                this::open,
                                this::openConflict,
                                this::choose,
                                () -> go(Place.COUNTS)));
        conflict =
                new ConflictViewModel(
                        desk,
                        words,
                        new ConflictViewModel.Ways(
                                () -> go(Place.CONFLICTS), this::putOff, this::choose));
        counts = new ConflictCountsViewModel(words, clock, () -> go(Place.CONFLICTS));
        choosing = new ChoosingViewModel(words, () -> go(beforeChoosing));
        syncView = new Lazy<>(() -> new SyncView(sync, panel, words));
        queuedView = new Lazy<>(() -> new QueuedView(queued, panel));
        consentView = new Lazy<>(() -> new ApprovingView(queued.consent(), null, panel, words));
        conflictsView = new Lazy<>(() -> new ConflictsView(conflicts, panel, words));
        conflictView = new Lazy<>(() -> new ConflictView(conflict, panel, words));
        countsView = new Lazy<>(() -> new ConflictCountsView(counts, panel, words));
        choosingView = new Lazy<>(() -> new ChoosingView(choosing, panel));
    }

    /// Goes to the queue.
    void open() {
        go(Place.QUEUE);
    }

    Screen screen() {
        return switch (place) {
            case QUEUE -> syncView.get().screen();
            case QUEUED -> queuedView.get().screen();
            case CONSENT -> consentView.get().screen();
            case CONFLICTS -> conflictsView.get().screen();
            case CONFLICT -> conflictView.get().screen();
            case COUNTS -> countsView.get().screen();
            case CHOOSING -> choosingView.get().screen();
        };
    }

    void show(List<User> people) {
        queued.consent().show(people);
    }

    /// Badge and PIN of whoever orders something about the queue were right.
    void confirmed(User person) {
        queued.consent().confirmed(person);
    }

    /// How the way to the hub is.
    void show(NetworkStatus network) {
        sync.show(network);
        conflicts.show(network);
        conflict.show(network);
    }

    void show(SyncIndicator indicator) {
        sync.show(indicator);
    }

    void show(NotCompared answer) {
        sync.show(answer);
    }

    void show(SyncQueue queue) {
        sync.show(queue);
        queued.show(queue);
    }

    void show(QueueAnswer answer) {
        queued.show(answer);
    }

    void show(OpenConflicts open) {
        sync.show(open);
        conflicts.show(open);
        conflict.show(open);
        counts.show(open.statistics());
    }

    void show(ChoiceAnswer answer) {
        conflicts.show(answer);
        conflict.show(answer);
    }

    private void openQueued(SyncQueue.Line line) {
        queued.open(line);
        go(Place.QUEUED);
    }

    private void openFinished(SyncQueue.Counts counts) {
        queued.open(counts);
        go(Place.QUEUED);
    }

    private void write(Words words) {
        Consent consent = queued.consent();
        ways.writing()
                .write(words.text("approving.why"), consent.written().get(), consent::written);
    }

    private void openConflicts() {
        conflicts.open();
        go(Place.CONFLICTS);
    }

    private void openConflict(OpenConflict one) {
        conflict.open(one);
        go(Place.CONFLICT);
    }

    private void putOff(String conflictId) {
        conflicts.putOff(conflictId);
        go(Place.CONFLICTS);
    }

    private void choose(String title, List<Choice> choices) {
        beforeChoosing = place;
        choosing.open(title, choices);
        go(Place.CHOOSING);
    }

    private void go(Place next) {
        place = next;
        ways.enter().run();
    }
}
