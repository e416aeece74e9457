package io.prepstation.kiosk.ui.amount;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// An amount being typed: digits with '.' until it is shown, in a unit that compares with the formula's.
public final class AmountViewModel {

    private static final int LONGEST = 9;

    private final StationDesk desk;
    private final Words words;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<String> formula = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> shown = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<AmountUnit> unit =
            new ReadOnlyObjectWrapper<>(AmountUnit.LITRE);
    private final ReadOnlyObjectWrapper<List<AmountUnit>> units =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);
    private String typed = "";
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

    public ReadOnlyObjectProperty<AmountUnit> unit() {
        return unit.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<AmountUnit>> units() {
        return units.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Starts from the present amount; the first digit replaces it.
    public void open(String formulaName, Amount present) {
        formula.set(formulaName);
        typed = present.value().toPlainString();
        untouched = true;
        units.set(
                Arrays.stream(AmountUnit.values())
                        .filter(other -> other.kind() == present.unit().kind())
                        .toList());
        unit.set(present.unit());
        refresh();
    }

    public void choose(AmountUnit chosen) {
        unit.set(chosen);
        refresh();
    }

    /// A digit, '.' or [NumberPad#DELETE].
    public void press(char key) {
        if (key == NumberPad.DELETE) {
            typed = untouched ? "" : typed.substring(0, Math.max(0, typed.length() - 1));
        } else {
            typed = appended(untouched ? "" : typed, key);
        }
        untouched = false;
        refresh();
    }

    private static String appended(String before, char key) {
        boolean secondPoint = key == '.' && before.indexOf('.') >= 0;
        if (secondPoint || before.length() >= LONGEST) {
            return before;
        }
        return key == '.' && before.isEmpty() ? "0." : before + key;
    }

    private Optional<Amount> amount() {
        String digits = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        return digits.isEmpty() || new BigDecimal(digits).signum() == 0
                ? Optional.empty()
                : Optional.of(new Amount(new BigDecimal(digits), unit.get()));
    }

    private void refresh() {
        shown.set(typed.replace(".", words.decimalSeparator()));
        Optional<Amount> amount = amount();
        actions.set(
                new Actions(
                        new Action(words.text("action.cancel"), Icon.CANCEL, close),
                        null,
                        new Action(
                                amount.map(value -> words.text("amount.use", words.amount(value)))
                                        .orElseGet(() -> words.text("amount.none")),
                                Icon.ACCEPT,
                                amount.isPresent(),
                                this::use)));
    }

    private void use() {
        amount().ifPresent(amount -> desk.post(new BenchEvent.AmountEntered(amount)));
        close.run();
    }
}
