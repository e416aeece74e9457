package io.prepstation.kiosk.ui.approving;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.people.User;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the bench asks a supervisor or a witness.
public final class ApprovingViewModel {

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final Reasons reasons;
    private final Consent consent;
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
        this.desk = desk;
        this.clock = clock;
        this.words = words;
        this.reasons = reasons;
        this.consent =
                new Consent(
                        words,
                        byBadge,
                        new Consent.Ways(this::back, askBadge, write, this::approve));
    }

    /// What is chosen and written.
    public Consent consent() {
        return consent;
    }

    public void show(Approving state) {
        ApprovalRequest request = state.request();
        if (!request.equals(asked)) {
            asked = request;
            boolean witness = request instanceof ApprovalRequest.Witness;
            consent.ask(
                    new Consent.Question(
                            words.text(witness ? "approving.witness-title" : "approving.title"),
                            sentence(request),
                            user -> user.may(request.permission()) && !isFirstPerson(request, user),
                            reasons(request)));
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

    private void back() {
        asked = null;
        desk.post(new BenchEvent.BackTapped());
    }

    private void approve(Approval approval) {
        desk.post(new BenchEvent.Approved(approval, clock.instant()));
    }
}
