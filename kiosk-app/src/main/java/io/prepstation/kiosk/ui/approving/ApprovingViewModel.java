package io.prepstation.kiosk.ui.approving;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A supervisor and a reason are chosen, then it is approved.
public final class ApprovingViewModel {

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final boolean byBadge;
    private final Runnable askBadge;
    private final ReadOnlyObjectWrapper<String> question = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<User>> supervisors =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<User>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ApprovalReason>> reason =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private List<User> everybody = List.of();
    private @Nullable ApprovalRequest asked;

    /// @param byBadge whether whoever approves proves by badge and PIN who he is, instead of choosing a name
    /// @param askBadge opens the screen for that
    public ApprovingViewModel(
            StationDesk desk,
            InstantSource clock,
            Words words,
            boolean byBadge,
            Runnable askBadge) {
        this.byBadge = byBadge;
        this.askBadge = askBadge;
        this.desk = desk;
        this.clock = clock;
        this.words = words;
    }

    ReadOnlyObjectProperty<String> question() {
        return question.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<User>> supervisors() {
        return supervisors.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<User>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ApprovalReason>> reason() {
        return reason.getReadOnlyProperty();
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
            reason.set(Optional.empty());
            question.set(sentence(state.request()));
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

    void choose(ApprovalReason code) {
        reason.set(Optional.of(code));
        refresh();
    }

    /// Only those who may approve what is asked.
    private void offer() {
        ApprovalRequest request = asked;
        if (request != null) {
            supervisors.set(
                    everybody.stream()
                            .filter(user -> user.may(request.permission()))
                            .sorted(Comparator.comparing(User::name))
                            .toList());
        }
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
        };
    }

    private void refresh() {
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, this::back),
                        null,
                        new Action(
                                words.text("approving.approve"),
                                Icon.ACCEPT,
                                (byBadge || chosen.get().isPresent()) && reason.get().isPresent(),
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
        reason.get()
                .ifPresent(why ->
                        desk.post(
                                new BenchEvent.Approved(
                                        new Approval(
                                                user,
                                                authentication,
                                                why.code(),
                                                words.text("approval." + why.code())),
                                        clock.instant())));
    }
}
