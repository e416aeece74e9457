package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.SessionsQuestion;
import io.prepstation.kiosk.ui.desk.SessionsQuestion.Since;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The sessions of the lab on this station, newest first, and what is looked for among them (STO-11).
public final class SessionsViewModel {

    private static final int A_FEW = 100;

    private final StationDesk desk;
    private final Words words;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NONE);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private List<User> people = List.of();
    private String text = "";
    private Since since = Since.EVER;
    private @Nullable SessionStatus status;
    private @Nullable User operator;
    private int most = A_FEW;

    /// Where the screen leads to.
    ///
    /// @param close goes back to the home screen
    /// @param open shows one session
    /// @param statistics shows what was counted
    /// @param choose offers the values of a filter
    /// @param write has a text typed; gets the one before
    public record Ways(
            Runnable close,
            Consumer<SessionRow> open,
            Runnable statistics,
            Choose choose,
            Consumer<String> write) {}

    /// Offers several things under a title.
    public interface Choose {
        void offer(String title, List<Choice> choices);
    }

    /// What is listed.
    ///
    /// @param more whether there are older ones
    /// @param narrowed whether only some are looked for
    public record Found(List<SessionRow> rows, boolean more, boolean narrowed) {
        static final Found NONE = new Found(List.of(), false, false);
    }

    /// @param ways where the screen leads to
    public SessionsViewModel(StationDesk desk, Words words, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.ways = ways;
        actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, ways.close()),
                                new Action(
                                        words.text("statistics.title"),
                                        Icon.CHART,
                                        ways.statistics()),
                                new Action(
                                        words.text("sessions.search"), Icon.SEARCH, this::search),
                                new Action(words.text("home.sync-now"), Icon.SYNC, desk::syncNow)));
        refresh();
    }

    public ReadOnlyObjectProperty<Found> found() {
        return found.getReadOnlyProperty();
    }

    /// What is listed, in words.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Who may be looked for.
    public void showPeople(List<User> known) {
        people = List.copyOf(known);
    }

    /// Sessions changed: `newest` are all of them, as far as a list goes.
    public void show(List<SessionRow> newest) {
        if (question().narrowed() || most > A_FEW) {
            desk.lookUp(question());
        } else {
            show(SessionsAnswer.of(question(), newest));
        }
    }

    /// The answer; one to an earlier question is not shown.
    public void show(SessionsAnswer answer) {
        if (answer.question().equals(question())) {
            found.set(new Found(answer.rows(), answer.more(), answer.question().narrowed()));
        }
    }

    public void tapped(SessionRow row) {
        ways.open().accept(row);
    }

    /// Asks for older ones too.
    public void showMore() {
        most += A_FEW;
        desk.lookUp(question());
    }

    /// Looks for a text, as it was typed.
    public void look(String typed) {
        text = typed;
        ask();
    }

    private void look(Since wanted) {
        since = wanted;
        ask();
    }

    private void look(@Nullable SessionStatus wanted) {
        status = wanted;
        ask();
    }

    private void look(@Nullable User wanted) {
        operator = wanted;
        ask();
    }

    private void lookForAll() {
        text = "";
        since = Since.EVER;
        status = null;
        operator = null;
        ask();
    }

    private void ask() {
        most = A_FEW;
        refresh();
        desk.lookUp(question());
    }

    private SessionsQuestion question() {
        return new SessionsQuestion(
                text, since, status, operator == null ? null : operator.id(), most);
    }

    private void refresh() {
        title.set(
                Stream.concat(
                                Stream.of(words.text("sessions.title")),
                                filters().stream().filter(Choice::chosen).map(Choice::text))
                        .collect(Collectors.joining(" · ")));
    }

    /// A button for each thing to look for.
    private List<Choice> filters() {
        return List.of(
                new Choice(
                        text.isEmpty()
                                ? words.text("sessions.any-text")
                                : words.text("sessions.text", text),
                        !text.isEmpty(),
                        () -> ways.write().accept(text)),
                new Choice(word(since), since != Since.EVER, this::chooseSince),
                new Choice(word(status), status != null, this::chooseStatus),
                new Choice(name(operator), operator != null, this::chooseOperator));
    }

    private void search() {
        List<Choice> offered = new ArrayList<>(filters());
        if (question().narrowed()) {
            offered.add(new Choice(words.text("sessions.all"), false, this::lookForAll));
        }
        ways.choose().offer(words.text("sessions.search"), offered);
    }

    private void chooseSince() {
        ways.choose()
                .offer(
                        words.text("sessions.since"),
                        Arrays.stream(Since.values())
                                .map(one -> new Choice(word(one), one == since, () -> look(one)))
                                .toList());
    }

    private void chooseStatus() {
        List<Choice> offered = new ArrayList<>();
        offered.add(
                new Choice(
                        word((SessionStatus) null),
                        status == null,
                        () -> look((SessionStatus) null)));
        for (SessionStatus one : SessionStatus.values()) {
            offered.add(new Choice(word(one), one == status, () -> look(one)));
        }
        ways.choose().offer(words.text("sessions.status-title"), offered);
    }

    private void chooseOperator() {
        List<Choice> offered = new ArrayList<>();
        offered.add(new Choice(name(null), operator == null, () -> look((User) null)));
        people.stream()
                .sorted(Comparator.comparing(User::name))
                .forEach(one ->
                        offered.add(new Choice(name(one), one.equals(operator), () -> look(one))));
        ways.choose().offer(words.text("sessions.operator"), offered);
    }

    private String word(Since one) {
        return switch (one) {
            case EVER -> words.text("sessions.ever");
            case TODAY -> words.text("sessions.today");
            case WEEK -> words.text("statistics.week");
            case MONTH -> words.text("statistics.month");
            case YEAR -> words.text("statistics.year");
        };
    }

    private String word(@Nullable SessionStatus one) {
        return words.text(one == null ? "sessions.any-status" : "status." + one.word());
    }

    private String name(@Nullable User one) {
        return one == null ? words.text("sessions.everybody") : one.name();
    }
}
