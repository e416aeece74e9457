package io.prepstation.kiosk.ui.manual;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.TypedNumber;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A net mass being typed; it can be used only inside the step's limits.
public final class ManualViewModel {

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<String> ingredient = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> limits = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> shown = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> unit = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private TypedNumber typed = TypedNumber.NONE;
    private @Nullable Tolerance tolerance;

    /// @param close goes back to the step
    public ManualViewModel(StationDesk desk, InstantSource clock, Words words, Runnable close) {
        this.desk = desk;
        this.clock = clock;
        this.words = words;
        this.close = close;
    }

    public ReadOnlyObjectProperty<String> ingredient() {
        return ingredient.getReadOnlyProperty();
    }

    /// Target and limits, as they are to be kept.
    public ReadOnlyObjectProperty<String> limits() {
        return limits.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> unit() {
        return unit.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void open(Pouring state) {
        Tolerance now = state.pour().tolerance(state.work());
        tolerance = now;
        typed = TypedNumber.NONE;
        ingredient.set(state.work().step().ingredientName());
        unit.set(now.target().unit().symbol());
        limits.set(
                words.text(
                        "manual.limits",
                        words.mass(now.target()),
                        words.mass(now.lowerLimit()),
                        words.mass(now.upperLimit())));
        refresh();
    }

    public void press(char key) {
        typed = typed.after(key);
        refresh();
    }

    private Optional<Mass> mass() {
        Tolerance now = tolerance;
        if (now == null) {
            return Optional.empty();
        }
        MassUnit of = now.target().unit();
        return typed.value().map(value -> new Mass(value, of));
    }

    private boolean inside() {
        Tolerance now = tolerance;
        return now != null && mass().filter(net -> now.verdict(net) == Verdict.IN).isPresent();
    }

    private void refresh() {
        shown.set(typed.digits().replace(".", words.decimalSeparator()));
        actions.set(
                new Actions(
                        new Action(words.text("action.cancel"), Icon.CANCEL, close),
                        null,
                        new Action(
                                words.text(
                                        mass().isPresent() && !inside()
                                                ? "manual.outside"
                                                : "manual.use"),
                                Icon.NEXT,
                                inside(),
                                this::use)));
    }

    private void use() {
        mass().ifPresent(net ->
                desk.post(new BenchEvent.ManualEntered(net, desk.newId(), clock.instant())));
        close.run();
    }
}
