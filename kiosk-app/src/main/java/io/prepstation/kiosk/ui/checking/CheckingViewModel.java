package io.prepstation.kiosk.ui.checking;

import io.prepstation.kiosk.ui.desk.CheckAnswer;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.CheckWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckReading;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.check.TestWeight;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Leads through a check: pan empty, weight on, accept what is seen, weight off, the next. The last accept keeps it.
public final class CheckingViewModel {

    private final StationDesk desk;
    private final Words words;
    private final CheckWords checkWords;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<@Nullable CheckingContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private @Nullable CheckRun run;
    private @Nullable BalanceReading latest;
    private @Nullable CheckAnswer answer;
    private boolean broken;

    /// @param close goes back to the balance
    public CheckingViewModel(StationDesk desk, Words words, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.checkWords = new CheckWords(words);
        this.close = close;
    }

    /// Null before the first check.
    public ReadOnlyObjectProperty<@Nullable CheckingContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void begin(CheckRun wanted) {
        run = wanted;
        latest = null;
        answer = null;
        broken = false;
        desk.post(new BenchEvent.ZeroTapped());
        refresh(wanted);
    }

    /// What the balance shows; a balance that went away or is another one ends the check.
    public void show(Pan pan) {
        CheckRun now = run;
        if (now == null || now.ended()) {
            return;
        }
        broken |= !pan.identity().equals(Optional.of(now.balance()));
        latest = pan.stale() || broken ? null : pan.latest();
        CheckRun next = latest == null ? now : now.heard(latest);
        run = next;
        refresh(next);
    }

    public void show(CheckAnswer what) {
        CheckRun now = run;
        if (now != null && now.ended()) {
            answer = what;
            refresh(now);
        }
    }

    /// Takes over exactly the reading that is on the screen.
    private void accept(CheckRun shown, BalanceReading seen) {
        CheckRun next = shown.accepted(seen);
        run = next;
        if (next.ended()) {
            desk.keep(next);
        }
        refresh(next);
    }

    private void refresh(CheckRun now) {
        content.set(
                new CheckingContent(
                        words.text(
                                "check.place",
                                checkWords.kind(now.kind()),
                                Math.min(now.readings().size() + 1, now.loads().size()),
                                now.loads().size()),
                        instruction(now),
                        now.ended() ? "" : displayed(),
                        now.ended() ? "" : state(now),
                        alarming(now),
                        now.readings().reversed().stream().map(one -> taken(now, one)).toList()));
        actions.set(actions(now));
    }

    private String instruction(CheckRun now) {
        if (broken) {
            return words.text("check.broken");
        }
        if (now.ended()) {
            return result();
        }
        String weight = now.next().map(this::named).orElse("");
        if (now.empty() != null) {
            return words.text("check.put-on", weight);
        }
        return now.readings().isEmpty()
                ? words.text("check.empty")
                : words.text("check.take-off", weight);
    }

    private String result() {
        return switch (answer) {
            case null -> words.text("check.keeping");
            case CheckAnswer.NotKept(var message) -> words.text("notice.not-saved", message);
            case CheckAnswer.Kept(var check) -> result(check);
        };
    }

    private String result(BalanceCheck check) {
        if (!check.passed()) {
            return words.text("check.result.failed");
        }
        var minimum = check.minimumWeight();
        return minimum == null
                ? words.text("check.result.passed")
                : words.text("check.result.minimum", words.mass(minimum));
    }

    private String displayed() {
        return switch (latest) {
            case BalanceReading.Stable(var mass, var _, var _) -> words.mass(mass);
            case BalanceReading.Unstable(var mass, var _) -> words.mass(mass);
            case BalanceReading.Unmarked(var mass, var _) -> words.mass(mass);
            case BalanceReading.Overload _ -> words.text("check.overload");
            case BalanceReading.Underload _ -> words.text("check.underload");
            case null -> "–";
        };
    }

    private String state(CheckRun now) {
        Optional<CheckReading> seen = seen(now);
        if (seen.isEmpty()) {
            return latest instanceof BalanceReading.Stable ? "" : words.text("check.wait");
        }
        CheckReading reading = seen.get();
        return now.kind() == CheckKind.REPEATABILITY
                ? words.text("check.at-rest")
                : words.text(
                        reading.inside() ? "check.inside" : "check.outside",
                        words.signed(reading.deviation()),
                        words.mass(reading.tolerance()));
    }

    private Optional<CheckReading> seen(CheckRun now) {
        BalanceReading reading = latest;
        return reading == null ? Optional.empty() : now.asRecorded(reading);
    }

    private boolean alarming(CheckRun now) {
        if (broken) {
            return true;
        }
        if (now.ended()) {
            return answer instanceof CheckAnswer.NotKept
                    || (answer instanceof CheckAnswer.Kept(var check) && !check.passed());
        }
        return now.kind() == CheckKind.WEIGHTS
                && seen(now).filter(reading -> !reading.inside()).isPresent();
    }

    private Taken taken(CheckRun now, CheckReading reading) {
        boolean weights = now.kind() == CheckKind.WEIGHTS;
        return new Taken(
                reading.weightId(),
                words.mass(reading.net()),
                weights ? words.signed(reading.deviation()) : "",
                !weights || reading.inside());
    }

    private String named(TestWeight weight) {
        return weight.id() + " (" + words.mass(weight.mass()) + ")";
    }

    private Actions actions(CheckRun now) {
        Action leave =
                new Action(
                        words.text(now.ended() ? "action.back" : "action.cancel"),
                        now.ended() ? Icon.BACK : Icon.CANCEL,
                        close);
        if (broken) {
            return new Actions(leave, null, null);
        }
        if (now.ended()) {
            return new Actions(leave, null, afterwards(now));
        }
        Action zero =
                now.empty() == null
                        ? new Action(
                                words.text("check.zero"),
                                Icon.TARE,
                                () -> desk.post(new BenchEvent.ZeroTapped()))
                        : null;
        return new Actions(leave, zero, acceptAction(now));
    }

    private Action acceptAction(CheckRun now) {
        BalanceReading shown = latest;
        return new Action(
                words.text("check.accept"),
                Icon.ACCEPT,
                seen(now).isPresent(),
                () -> {
                    if (shown != null) {
                        accept(now, shown);
                    }
                });
    }

    private @Nullable Action afterwards(CheckRun now) {
        return answer instanceof CheckAnswer.NotKept
                ? new Action(words.text("check.keep-again"), Icon.ACCEPT, () -> desk.keep(now))
                : null;
    }
}
