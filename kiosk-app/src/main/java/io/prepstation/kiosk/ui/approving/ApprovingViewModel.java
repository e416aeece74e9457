package io.prepstation.kiosk.ui.approving;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.ReasonChoice;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Attestation;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A supervisor and a reason are chosen, then it is approved.
public final class ApprovingViewModel {

    /// What a witness states, in place of a reason.
    private static final String WITNESSED = Attestation.WITNESSED;

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final boolean byBadge;
    private final Runnable askBadge;
    private final ReadOnlyObjectWrapper<String> question = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Boolean> reasoned = new ReadOnlyObjectWrapper<>(true);
    private final ReadOnlyObjectWrapper<List<User>> supervisors =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<User>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Reasons reasons;
    private final ReasonChoice choice = new ReasonChoice();
    private final Runnable write;
    private final ReadOnlyObjectWrapper<List<Reason>> offered =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private List<User> everybody = List.of();
    private @Nullable ApprovalRequest asked;

    /// @param byBadge whether whoever approves proves by badge and PIN who he is, instead of choosing a name
    /// @param askBadge opens the screen for that
    /// @param write asks for words in place of the code `other`
    public ApprovingViewModel(
            StationDesk desk,
            InstantSource clock,
            Words words,
            boolean byBadge,
            Runnable askBadge,
            Reasons reasons,
            Runnable write) {
        this.reasons = reasons;
        this.write = write;
        this.byBadge = byBadge;
        this.askBadge = askBadge;
        this.desk = desk;
        this.clock = clock;
        this.words = words;
    }

    ReadOnlyObjectProperty<String> question() {
        return question.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    /// Whether a reason is to be chosen; a witness only says what was seen.
    ReadOnlyObjectProperty<Boolean> reasoned() {
        return reasoned.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<User>> supervisors() {
        return supervisors.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<User>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Reason>> reason() {
        return choice.chosen();
    }

    /// What may be chosen for what is asked.
    ReadOnlyObjectProperty<List<Reason>> offered() {
        return offered.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> written() {
        return choice.text();
    }

    public void written(String text) {
        choice.write(text);
        refresh();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(List<User> people) {
        everybody = List.copyOf(people);
        offer();
    }

    public void show(Approving state) {
        if (!state.request().equals(asked)) {
            asked = state.request();
            chosen.set(Optional.empty());
            choice.clear();
            offered.set(reasons(state.request()));
            question.set(sentence(state.request()));
            boolean witness = state.request() instanceof ApprovalRequest.Witness;
            title.set(words.text(witness ? "approving.witness-title" : "approving.title"));
            reasoned.set(!witness);
            offer();
        }
        refresh();
    }

    /// Whether a name is chosen from a list.
    boolean byName() {
        return !byBadge;
    }

    /// Badge and PIN were right: whether this person may approve is decided by the bench.
    public void confirmed(User approver) {
        approve(approver, Authentication.BADGE_AND_PIN);
    }

    void choose(User supervisor) {
        chosen.set(Optional.of(supervisor));
        refresh();
    }

    void choose(Reason code) {
        choice.choose(code);
        refresh();
        if (code.needsWords()) {
            write.run();
        }
    }

    private List<Reason> reasons(ApprovalRequest request) {
        return switch (request) {
            case ApprovalRequest.Overriding _ -> reasons.override();
            case ApprovalRequest.Unlock _ -> reasons.unlock();
            case ApprovalRequest.ByHand _ -> reasons.manual();
            case ApprovalRequest.Witness _ -> List.of();
        };
    }

    /// Only those who may approve what is asked.
    private void offer() {
        ApprovalRequest request = asked;
        if (request != null) {
            supervisors.set(
                    everybody.stream()
                            .filter(user -> user.may(request.permission()))
                            .filter(user -> !isFirstPerson(request, user))
                            .sorted(Comparator.comparing(User::name))
                            .toList());
        }
    }

    private static boolean isFirstPerson(ApprovalRequest request, User user) {
        return request.needsSecondPerson()
                .filter(dispense -> dispense.by().equals(user.id()))
                .isPresent();
    }

    private String sentence(ApprovalRequest request) {
        return switch (request) {
            case ApprovalRequest.Overriding(var from) ->
                    words.text(
                            "approving.override",
                            words.mass(from.dispense().net()),
                            from.work().step().ingredientName(),
                            words.mass(from.pour().tolerance(from.work()).upperLimit()));
            case ApprovalRequest.Unlock(var code) -> words.text("approving.unlock", code);
            case ApprovalRequest.ByHand byHand ->
                    words.text(
                            "approving.by-hand",
                            words.mass(byHand.dispense().net()),
                            byHand.work().step().ingredientName());
            case ApprovalRequest.Witness witness ->
                    words.text(
                            "approving.witness",
                            words.mass(witness.dispense().net()),
                            witness.work().step().ingredientName());
        };
    }

    private void refresh() {
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, this::back),
                        reasoned.get()
                                ? new Action(
                                        words.text("writing.write"),
                                        Icon.EDIT,
                                        choice.chosen().get().isPresent(),
                                        write)
                                : null,
                        new Action(
                                words.text(
                                        reasoned.get() ? "approving.approve" : "approving.confirm"),
                                Icon.ACCEPT,
                                (byBadge || chosen.get().isPresent())
                                        && (!reasoned.get() || choice.complete()),
                                byBadge ? askBadge : this::approveChosen)));
    }

    private void back() {
        asked = null;
        desk.post(new BenchEvent.BackTapped());
    }

    private void approveChosen() {
        chosen.get().ifPresent(user -> approve(user, Authentication.CHOSEN));
    }

    private void approve(User user, Authentication authentication) {
        if (!reasoned.get()) {
            desk.post(
                    new BenchEvent.Approved(
                            new Approval(user, authentication, WITNESSED, ""), clock.instant()));
            return;
        }
        choice.chosen()
                .get()
                .ifPresent(why ->
                        desk.post(
                                new BenchEvent.Approved(
                                        new Approval(
                                                user,
                                                authentication,
                                                why.code(),
                                                choice.words(words.reason(why))),
                                        clock.instant())));
    }
}
