package io.prepstation.kiosk.ui.correction;

import io.prepstation.kiosk.ui.approving.Consent;
import io.prepstation.kiosk.ui.desk.CorrectionAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Reason;
import io.prepstation.model.session.SessionRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session that the hub refused is signed again as its next revision (SES-2). What was weighed never changes.
public final class CorrectionViewModel {

    private final StationDesk desk;
    private final Words words;
    private final List<Reason> reasons;
    private final Runnable close;
    private final Consent consent;
    private @Nullable SessionRecord shown;

    /// Where the screen leads to.
    ///
    /// @param close goes back to the session
    /// @param askBadge opens the screen for badge and PIN
    /// @param write asks for words beside the reason
    public record Ways(Runnable close, Runnable askBadge, Runnable write) {}

    /// @param byBadge whether people prove by badge and PIN who they are, instead of choosing a name
    public CorrectionViewModel(
            StationDesk desk, Words words, boolean byBadge, List<Reason> reasons, Ways ways) {
        this.desk = desk;
        this.words = words;
        this.reasons = List.copyOf(reasons);
        this.close = ways.close();
        this.consent =
                new Consent(
                        words,
                        byBadge,
                        new Consent.Ways(
                                ways.close(), ways.askBadge(), ways.write(), this::correct));
    }

    /// Who stands for it, and why.
    public Consent consent() {
        return consent;
    }

    /// @param refused the session, and what the hub said against it
    public void open(SessionRecord refused, String refusal) {
        shown = refused;
        ask(refused, refusal.isEmpty() ? "" : words.text("sessions.refused", refusal));
    }

    /// The answer: back to the session, or why it was not corrected.
    public void show(CorrectionAnswer answer) {
        SessionRecord record = shown;
        if (record == null || !record.id().equals(answer.sessionId())) {
            return;
        }
        switch (answer) {
            case CorrectionAnswer.Corrected _ -> close.run();
            case CorrectionAnswer.NotCorrected(var _, var reason) ->
                    ask(record, words.text("correction.refused", reason));
        }
    }

    private void ask(SessionRecord record, String remark) {
        String sentence =
                words.text(
                        "correction.sentence",
                        record.context().formulaCode(),
                        record.session().attemptNo(),
                        record.context().revision() + 1);
        consent.ask(
                new Consent.Question(
                        words.text("correction.title"),
                        remark.isEmpty() ? sentence : sentence + "\n" + remark,
                        user -> user.may(Permission.CORRECT_SESSION),
                        reasons));
    }

    private void correct(Approval approval) {
        SessionRecord record = shown;
        if (record != null) {
            desk.correct(record.id(), approval);
        }
    }
}
