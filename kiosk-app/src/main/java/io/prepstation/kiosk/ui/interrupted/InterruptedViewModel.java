package io.prepstation.kiosk.ui.interrupted;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.NoticeWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.formula.LineRule;
import java.util.Arrays;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The checks after a break (SES-9): empty pan, zero, the vessel as it was.
public final class InterruptedViewModel {

    private final StationDesk desk;
    private final Words words;
    private final NoticeWords noticeWords;
    private final ReadOnlyObjectWrapper<@Nullable InterruptedContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Actions> actions;

    public InterruptedViewModel(StationDesk desk, Words words) {
        this.desk = desk;
        this.words = words;
        this.noticeWords = new NoticeWords(words);
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.cancel"), Icon.CANCEL, this::cancel),
                                null,
                                null));
    }

    /// Null before the first interruption.
    public ReadOnlyObjectProperty<@Nullable InterruptedContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Interrupted state, Pan pan) {
        InterruptedContent next = content(state, pan);
        if (!Objects.equals(next, content.get())) {
            content.set(next);
        }
    }

    private InterruptedContent content(Interrupted state, Pan pan) {
        boolean container =
                state.unfinished()
                        .step()
                        .filter(next -> next.asks(LineRule.BY_DIFFERENCE))
                        .isPresent();
        var record = state.unfinished().record();
        int step = record.nextStep().map(next -> next.sequence()).orElse(record.steps().size());
        Notice notice = state.notice();
        return new InterruptedContent(
                words.text(
                        "interrupted.session",
                        record.context().formulaCode(),
                        record.context().formulaName(),
                        step,
                        record.steps().size()),
                Arrays.stream(Phase.values()).map(phase -> check(phase, state, container)).toList(),
                words.text(container ? "interrupted.expected-container" : "interrupted.expected"),
                state.unfinished().expectedGross().map(words::mass).orElse("–"),
                pan.gross().map(words::mass).orElse("–"),
                notice != null,
                notice == null ? "" : noticeWords.of(notice));
    }

    private Check check(Phase phase, Interrupted state, boolean container) {
        int order = phase.compareTo(state.phase());
        return new Check(
                order < 0
                        ? Check.Progress.DONE
                        : order == 0 ? Check.Progress.CURRENT : Check.Progress.OPEN,
                words.text(
                        switch (phase) {
                            case EMPTY_PAN -> "interrupted.empty-pan";
                            case ZEROING -> "interrupted.zeroing";
                            case VESSEL ->
                                    container ? "interrupted.container" : "interrupted.vessel";
                        }));
    }

    private void cancel() {
        desk.post(new BenchEvent.BackTapped());
    }
}
