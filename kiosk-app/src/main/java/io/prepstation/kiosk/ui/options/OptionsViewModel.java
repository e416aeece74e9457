package io.prepstation.kiosk.ui.options;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.session.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Enter a weight by hand, or weigh another step first: as far as the state allows.
public final class OptionsViewModel {

    private final StationDesk desk;
    private final Words words;
    private final Runnable byHand;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<List<StepOption>> options =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions;

    /// @param byHand opens the number pad for a weight
    /// @param close goes back to the step
    public OptionsViewModel(StationDesk desk, Words words, Runnable byHand, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.byHand = byHand;
        this.close = close;
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, close),
                                null,
                                null));
    }

    public ReadOnlyObjectProperty<List<StepOption>> options() {
        return options.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Whether there is anything to choose in this state.
    public static boolean any(BenchState state) {
        return typing(state).isPresent()
                || (state instanceof AwaitingContainer waiting
                        && waiting.work().record().weighable().size() > 1);
    }

    /// The pour that a weight may be typed for; empty where none may.
    public static Optional<Pouring> typing(BenchState state) {
        return switch (state) {
            case Over _ -> Optional.empty();
            case Pouring pouring -> Optional.of(pouring).filter(one -> !one.pour().spoiled());
            case Fault(var _, var _, var interrupted, var _) -> typing(interrupted);
            default -> Optional.empty();
        };
    }

    public void show(BenchState state) {
        List<StepOption> offered = new ArrayList<>();
        if (typing(state).isPresent()) {
            offered.add(
                    new StepOption(
                            "by-hand",
                            words.text("options.by-hand"),
                            words.text("options.by-hand.result"),
                            byHand));
        }
        if (state instanceof AwaitingContainer waiting) {
            waiting.work().record().weighable().stream()
                    .filter(step -> !step.id().equals(waiting.work().step().id()))
                    .map(this::other)
                    .forEach(offered::add);
        }
        options.set(List.copyOf(offered));
    }

    private StepOption other(Step step) {
        return new StepOption(
                "step-" + step.sequence(),
                words.text("options.step", step.sequence(), step.ingredientName()),
                words.text("weighing.target", words.mass(step.tolerance().target())),
                () -> {
                    desk.post(new BenchEvent.StepChosen(step.id()));
                    close.run();
                });
    }
}
