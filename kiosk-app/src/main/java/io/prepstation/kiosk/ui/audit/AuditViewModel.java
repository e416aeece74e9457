package io.prepstation.kiosk.ui.audit;

import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.AuditQuery.Filter;
import io.prepstation.kiosk.ui.desk.AuditAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.VerifyAnswer;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.AuditWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.record.AuditEvent;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The audit trail of the lab or of one session, filtered, and what verifying it came to.
public final class AuditViewModel {

    private static final int SHOWN = 300;

    private final StationDesk desk;
    private final Words words;
    private final AuditWords auditWords;
    private final ReadOnlyObjectWrapper<List<AuditLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Choice>> filters;
    private final ReadOnlyObjectWrapper<Finding> finding =
            new ReadOnlyObjectWrapper<>(Finding.NONE);
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final Runnable close;
    private Filter filter = Filter.ALL;
    private @Nullable String sessionId;

    /// What verifying came to, in words.
    ///
    /// @param good whether everything is the original
    public record Finding(String text, boolean good) {
        public static final Finding NONE = new Finding("", true);
    }

    /// @param close goes back to where it was opened from
    public AuditViewModel(StationDesk desk, Words words, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.auditWords = new AuditWords(words);
        this.close = close;
        this.actions = new ReadOnlyObjectWrapper<>(actions(true));
        this.filters = new ReadOnlyObjectWrapper<>(choices());
    }

    public ReadOnlyObjectProperty<List<AuditLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Choice>> filters() {
        return filters.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Finding> finding() {
        return finding.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// @param session only what belongs to this session; null for the whole lab
    public void open(@Nullable String session) {
        sessionId = session;
        finding.set(Finding.NONE);
        actions.set(actions(true));
        choose(Filter.ALL);
    }

    public void choose(Filter wanted) {
        filter = wanted;
        filters.set(choices());
        lines.set(List.of());
        desk.lookUp(query());
    }

    /// The answer; one to an earlier question is not shown.
    public void show(AuditAnswer answer) {
        if (answer.query().equals(query())) {
            lines.set(answer.events().stream().map(this::line).toList());
        }
    }

    public void show(VerifyAnswer answer) {
        actions.set(actions(true));
        finding.set(
                switch (answer) {
                    case VerifyAnswer.Intact(var events, var sessions) ->
                            new Finding(words.text("audit.intact", events, sessions), true);
                    case VerifyAnswer.Altered(var record, var reason) ->
                            new Finding(words.text("audit.altered", record, reason), false);
                    case VerifyAnswer.NotChecked(var reason) ->
                            new Finding(words.text("audit.not-checked", reason), false);
                });
    }

    private List<Choice> choices() {
        return Arrays.stream(Filter.values())
                .map(one -> new Choice(word(one), one == filter, () -> choose(one)))
                .toList();
    }

    private String word(Filter one) {
        return switch (one) {
            case ALL -> words.text("audit.filter-all");
            case DEVIATIONS -> words.text("audit.filter-deviations");
            case ENDS -> words.text("audit.filter-ends");
            case RIGHTS -> words.text("audit.filter-rights");
        };
    }

    private void verify() {
        actions.set(actions(false));
        finding.set(new Finding(words.text("audit.verifying"), true));
        desk.verify();
    }

    private Actions actions(boolean mayVerify) {
        return new Actions(
                new Action(words.text("action.back"), Icon.BACK, close),
                null,
                new Action(words.text("audit.verify"), Icon.ACCEPT, mayVerify, this::verify));
    }

    private AuditQuery query() {
        return new AuditQuery(filter, sessionId, SHOWN);
    }

    private AuditLine line(AuditEvent event) {
        return new AuditLine(
                String.valueOf(event.sequence()),
                auditWords.at(event),
                auditWords.by(event),
                auditWords.what(event, sessionId != null));
    }
}
