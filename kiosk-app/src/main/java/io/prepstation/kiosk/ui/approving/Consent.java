package io.prepstation.kiosk.ui.approving;

import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.ReasonChoice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Attestation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Somebody is asked to stand for something: who, and why. A witness only says what was seen.
public final class Consent {

    /// What a witness states, in place of a reason.
    private static final String WITNESSED = Attestation.WITNESSED;

    private final Words words;
    private final boolean byBadge;
    private final Ways ways;
    private final ReadOnlyObjectWrapper<String> question = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Boolean> reasoned = new ReadOnlyObjectWrapper<>(true);
    private final ReadOnlyObjectWrapper<List<User>> people = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<User>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReasonChoice choice = new ReasonChoice();
    private final ReadOnlyObjectWrapper<List<Reason>> offered =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private List<User> everybody = List.of();
    private @Nullable Question asked;

    /// Where the screen leads to.
    ///
    /// @param back leaves it undecided
    /// @param askBadge opens the screen for badge and PIN
    /// @param write asks for words beside the reason
    /// @param given takes what somebody stands for
    public record Ways(
            Runnable back, Runnable askBadge, Runnable write, Consumer<Approval> given) {}

    /// @param sentence what is to be decided
    /// @param may who is offered
    /// @param reasons to choose from; none for a witness
    public record Question(
            String title, String sentence, Predicate<User> may, List<Reason> reasons) {}

    /// @param byBadge whether people prove by badge and PIN who they are, instead of choosing a name
    public Consent(Words words, boolean byBadge, Ways ways) {
        this.words = words;
        this.byBadge = byBadge;
        this.ways = ways;
    }

    public ReadOnlyObjectProperty<String> question() {
        return question.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    /// Whether a reason is to be chosen.
    ReadOnlyObjectProperty<Boolean> reasoned() {
        return reasoned.getReadOnlyProperty();
    }

    /// Those who may.
    public ReadOnlyObjectProperty<List<User>> people() {
        return people.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<User>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Reason>> reason() {
        return choice.chosen();
    }

    ReadOnlyObjectProperty<List<Reason>> offered() {
        return offered.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> written() {
        return choice.text();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Everybody the station knows.
    public void show(List<User> known) {
        everybody = List.copyOf(known);
        offer();
    }

    /// Asks anew.
    public void ask(Question next) {
        asked = next;
        chosen.set(Optional.empty());
        choice.clear();
        offered.set(next.reasons());
        question.set(next.sentence());
        title.set(next.title());
        reasoned.set(!next.reasons().isEmpty());
        offer();
        refresh();
    }

    public void written(String text) {
        choice.write(text);
        refresh();
    }

    /// Whether a name is chosen from a list.
    boolean byName() {
        return !byBadge;
    }

    /// Badge and PIN were right; whether this person may is decided by whoever takes the approval.
    public void confirmed(User person) {
        give(person, Authentication.BADGE_AND_PIN);
    }

    public void choose(User person) {
        chosen.set(Optional.of(person));
        refresh();
    }

    public void choose(Reason code) {
        choice.choose(code);
        refresh();
        if (code.needsWords()) {
            ways.write().run();
        }
    }

    private void offer() {
        Question now = asked;
        if (now != null) {
            people.set(
                    everybody.stream()
                            .filter(now.may())
                            .sorted(Comparator.comparing(User::name))
                            .toList());
        }
    }

    private void refresh() {
        boolean why = reasoned.get();
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, ways.back()),
                        why
                                ? new Action(
                                        words.text("writing.write"),
                                        Icon.EDIT,
                                        choice.chosen().get().isPresent(),
                                        ways.write())
                                : null,
                        new Action(
                                words.text(why ? "approving.approve" : "approving.confirm"),
                                Icon.ACCEPT,
                                (byBadge || chosen.get().isPresent())
                                        && (!why || choice.complete()),
                                byBadge ? ways.askBadge() : this::giveChosen)));
    }

    private void giveChosen() {
        chosen.get().ifPresent(user -> give(user, Authentication.CHOSEN));
    }

    private void give(User user, Authentication authentication) {
        if (!reasoned.get()) {
            ways.given().accept(new Approval(user, authentication, WITNESSED, ""));
            return;
        }
        choice.chosen()
                .get()
                .ifPresent(why ->
                        ways.given()
                                .accept(
                                        new Approval(
                                                user,
                                                authentication,
                                                why.code(),
                                                choice.words(words.reason(why)))));
    }
}
