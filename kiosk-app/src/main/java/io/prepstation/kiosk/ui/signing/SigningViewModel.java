package io.prepstation.kiosk.ui.signing;

import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.DeviationWords;
import io.prepstation.kiosk.ui.words.RecordLine;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The finished record before its signature.
public final class SigningViewModel {

    private final StationDesk desk;
    private final Words words;
    private final SessionLabel printed;
    private final DeviationWords deviationWords;
    private final ReadOnlyObjectWrapper<@Nullable SigningContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    /// @param printed what will be printed of a session
    public SigningViewModel(StationDesk desk, Words words, SessionLabel printed) {
        this.printed = printed;
        this.desk = desk;
        this.words = words;
        this.deviationWords = new DeviationWords(words);
    }

    /// Null before the first record.
    public ReadOnlyObjectProperty<@Nullable SigningContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(AwaitingSignature state) {
        show(state.operator(), state.record(), false);
    }

    public void show(Completing state) {
        show(state.operator(), state.record(), true);
    }

    private void show(User signer, SessionRecord record, boolean saving) {
        SigningContent next = content(signer, record, saving);
        if (!next.equals(content.get())) {
            content.set(next);
            actions.set(
                    new Actions(
                            new Action(
                                    words.text("action.cancel"),
                                    Icon.CANCEL,
                                    !saving,
                                    this::cancel),
                            null,
                            new Action(
                                    words.text(saving ? "signing.saving" : "signing.sign"),
                                    Icon.SIGN,
                                    !saving,
                                    this::sign)));
        }
    }

    private SigningContent content(User signer, SessionRecord record, boolean saving) {
        return new SigningContent(
                printed.preview(record),
                words.text(
                        "signing.title",
                        record.context().formulaCode(),
                        record.context().formulaName(),
                        words.amount(record.context().amount())),
                RecordLine.of(record, words),
                record.deviations().stream().map(one -> deviationWords.of(record, one)).toList(),
                words.text("signing.signer", signer.name()),
                saving);
    }

    private void sign() {
        desk.post(new BenchEvent.SignTapped());
    }

    private void cancel() {
        desk.post(new BenchEvent.BackTapped());
    }
}
