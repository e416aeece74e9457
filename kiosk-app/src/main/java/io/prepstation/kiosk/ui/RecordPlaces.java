package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.approving.ApprovingView;
import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.audit.AuditView;
import io.prepstation.kiosk.ui.audit.AuditViewModel;
import io.prepstation.kiosk.ui.choosing.ChoosingView;
import io.prepstation.kiosk.ui.choosing.ChoosingViewModel;
import io.prepstation.kiosk.ui.correction.CorrectionViewModel;
import io.prepstation.kiosk.ui.desk.AuditAnswer;
import io.prepstation.kiosk.ui.desk.CorrectionAnswer;
import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.sessions.SessionDetailView;
import io.prepstation.kiosk.ui.sessions.SessionDetailViewModel;
import io.prepstation.kiosk.ui.sessions.SessionsView;
import io.prepstation.kiosk.ui.sessions.SessionsViewModel;
import io.prepstation.kiosk.ui.statistics.StatisticsView;
import io.prepstation.kiosk.ui.statistics.StatisticsViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was recorded: the list of sessions, one of them, audit trail, statistics. All on the JavaFX thread.
final class RecordPlaces {

    private enum Place {
        SESSIONS,
        CHOOSING,
        DETAIL,
        AUDIT,
        CORRECTION,
        STATISTICS
    }

    /// Asks for a text: its title, what it was, and who gets it.
    interface Writing {
        void write(String title, String before, Consumer<String> taken);
    }

    private final Words words;
    private final Runnable enter;
    private final SessionsViewModel sessions;
    private final ChoosingViewModel choosing;
    private final SessionDetailViewModel detail;
    private final AuditViewModel audit;
    private final StatisticsViewModel statistics;
    private final CorrectionViewModel correction;
    private final Lazy<ApprovingView> correctionView;
    private final Lazy<SessionsView> sessionsView;
    private final Lazy<ChoosingView> choosingView;
    private final Lazy<SessionDetailView> detailView;
    private final Lazy<AuditView> auditView;
    private final Lazy<StatisticsView> statisticsView;
    private Place place = Place.SESSIONS;

    /// Where the records lead to.
    ///
    /// @param enter shows the place that was gone to
    /// @param close goes back to the home screen
    /// @param askBadge opens the screen for badge and PIN
    record Ways(Runnable enter, Runnable close, Runnable askBadge, Writing writing) {}

    RecordPlaces(Setup setup, StationDesk desk, Words words, Ways ways) {
        Panel panel = setup.panel();
        this.words = words;
        this.enter = ways.enter();
        choosing = new ChoosingViewModel(words, this::open);
        sessions =
                new SessionsViewModel(
                        desk,
                        words,
                        new SessionsViewModel.Ways(
                                ways.close(),
                                this::openDetail,
                                this::openStatistics,
                                this::choose,
                                before ->
                                        ways.writing()
                                                .write(
                                                        words.text("sessions.write"),
                                                        before,
                                                        this::lookForText)));
        detail =
                new SessionDetailViewModel(
                        desk, words, this::open, this::openAudit, this::openCorrection);
        correction =
                new CorrectionViewModel(
                        desk,
                        words,
                        setup.signIn() == Authentication.BADGE_AND_PIN,
                        setup.reasons().correction(),
                        new CorrectionViewModel.Ways(
                                this::backToDetail, ways.askBadge(), () -> write(ways.writing())));
        correctionView =
                new Lazy<>(() -> new ApprovingView(correction.consent(), null, panel, words));
        audit = new AuditViewModel(desk, words, () -> go(Place.DETAIL));
        statistics = new StatisticsViewModel(desk, words, this::open);
        sessionsView = new Lazy<>(() -> new SessionsView(sessions, panel, words));
        choosingView = new Lazy<>(() -> new ChoosingView(choosing, panel));
        detailView = new Lazy<>(() -> new SessionDetailView(detail, panel, words));
        auditView = new Lazy<>(() -> new AuditView(audit, panel, words));
        statisticsView = new Lazy<>(() -> new StatisticsView(statistics, panel, words));
    }

    /// Goes to the list of sessions.
    void open() {
        go(Place.SESSIONS);
    }

    Screen screen() {
        return switch (place) {
            case SESSIONS -> sessionsView.get().screen();
            case CHOOSING -> choosingView.get().screen();
            case DETAIL -> detailView.get().screen();
            case CORRECTION -> correctionView.get().screen();
            case AUDIT -> auditView.get().screen();
            case STATISTICS -> statisticsView.get().screen();
        };
    }

    void show(List<User> people) {
        sessions.showPeople(people);
        correction.consent().show(people);
    }

    /// Badge and PIN of whoever corrects were right.
    void confirmed(User person) {
        correction.consent().confirmed(person);
    }

    void show(CorrectionAnswer answer) {
        correction.show(answer);
    }

    void showSessions(List<SessionRow> rows) {
        sessions.show(rows);
    }

    void show(SessionsAnswer answer) {
        sessions.show(answer);
    }

    void show(SessionDetail answer) {
        detail.show(answer);
    }

    void show(PhotoFile file) {
        detail.show(file);
    }

    void show(AuditAnswer answer) {
        audit.show(answer);
    }

    void show(VerifyAnswer answer) {
        audit.show(answer);
    }

    void show(StatisticsAnswer answer) {
        statistics.show(answer);
    }

    private void lookForText(String typed) {
        sessions.look(typed);
    }

    private void choose(String title, List<Choice> choices) {
        choosing.open(title, choices);
        go(Place.CHOOSING);
    }

    private void openDetail(SessionRow row) {
        detail.open(row);
        go(Place.DETAIL);
    }

    private void openCorrection(SessionDetail refused) {
        correction.open(refused.record(), Objects.requireNonNullElse(refused.refusal(), ""));
        go(Place.CORRECTION);
    }

    private void backToDetail() {
        detail.refresh();
        go(Place.DETAIL);
    }

    private void write(Writing writing) {
        Consent consent = correction.consent();
        writing.write(words.text("approving.why"), consent.written().get(), consent::written);
    }

    private void openAudit(@Nullable String sessionId) {
        audit.open(sessionId);
        go(Place.AUDIT);
    }

    private void openStatistics() {
        statistics.open();
        go(Place.STATISTICS);
    }

    private void go(Place next) {
        place = next;
        enter.run();
    }
}
