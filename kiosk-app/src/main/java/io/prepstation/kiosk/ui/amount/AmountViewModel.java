package io.prepstation.kiosk.ui.amount;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.TypedNumber;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.BatchSize;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The size of a batch being typed: as an amount, as a factor, or by a weight.
public final class AmountViewModel {

    private final StationDesk desk;
    private final Words words;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<String> formula = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> shown = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> title = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> unit = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<String>> units =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private Measure measure = Measure.AMOUNT;
    private AmountUnit counted = AmountUnit.LITRE;
    private TypedNumber typed = TypedNumber.NONE;
    private boolean untouched = true;

    /// @param close goes back to where the amount was to be changed
    public AmountViewModel(StationDesk desk, Words words, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.close = close;
    }

    public ReadOnlyObjectProperty<String> formula() {
        return formula.getReadOnlyProperty();
    }

    /// The number with the language's separator; empty if nothing is typed.
    public ReadOnlyObjectProperty<String> shown() {
        return shown.getReadOnlyProperty();
    }

    /// What is asked: an amount, a factor, a weight.
    public ReadOnlyObjectProperty<String> title() {
        return title.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> unit() {
        return unit.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<String>> units() {
        return units.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Starts from the present amount; the first digit replaces it.
    public void open(String formulaName, Amount present) {
        formula.set(formulaName);
        counted = present.unit();
        ask(Measure.AMOUNT);
        typed = new TypedNumber(present.value().toPlainString());
        untouched = true;
        refresh();
    }

    private void ask(Measure next) {
        measure = next;
        title.set(words.text(next.question()));
        units.set(next.units(counted));
        unit.set(next.firstUnit(counted));
    }

    /// What was typed in another measure means nothing in this one.
    private void askOtherwise() {
        ask(measure.next());
        typed = TypedNumber.NONE;
        untouched = false;
        refresh();
    }

    /// @param symbol of one of the offered units
    public void choose(String symbol) {
        unit.set(symbol);
        refresh();
    }

    /// A digit, '.' or [NumberPad#DELETE].
    public void press(char key) {
        typed = (untouched ? TypedNumber.NONE : typed).after(key);
        untouched = false;
        refresh();
    }

    private Optional<BatchSize> size() {
        return typed.value().map(value -> measure.size(value, unit.get()));
    }

    private void refresh() {
        shown.set(typed.digits().replace(".", words.decimalSeparator()));
        Optional<BatchSize> size = size();
        actions.set(
                new Actions(
                        new Action(words.text("action.cancel"), Icon.CANCEL, close),
                        new Action(
                                words.text(measure.next().offer()), Icon.EDIT, this::askOtherwise),
                        new Action(
                                size.map(value -> words.text("amount.use", words.size(value)))
                                        .orElseGet(() -> words.text("amount.none")),
                                Icon.ACCEPT,
                                size.isPresent(),
                                this::use)));
    }

    private void use() {
        size().ifPresent(size -> desk.post(new BenchEvent.AmountEntered(size)));
        close.run();
    }
}
