package io.prepstation.kiosk.ui.amount;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is asked, the number and its unit on the left, the keys on the right.
public final class AmountView extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final AmountViewModel model;
    private final Panel panel;
    private final HBox units = new HBox();
    private final Label unit = Labels.of("amount-unit");

    public AmountView(AmountViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        getStyleClass().addAll("page", "amount-page");
        setAlignment(Pos.CENTER);
        NumberPad pad = new NumberPad(panel, words.decimalSeparator(), model::press);
        getChildren().addAll(entry(), pad);
        model.units().subscribe(_ -> showUnits());
        model.unit().subscribe(_ -> showUnits());
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private VBox entry() {
        Label title = Labels.paragraph("", "title");
        title.textProperty().bind(model.title());
        Label formula = Labels.paragraph("", "hint");
        formula.textProperty().bind(model.formula());
        Label number = Labels.of("amount-number");
        number.textProperty().bind(model.shown());
        HBox field = new HBox(number, unit);
        field.getStyleClass().add("amount-field");
        field.setAlignment(Pos.BASELINE_RIGHT);
        units.getStyleClass().add("units");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        VBox entry = new VBox(title, formula, field, gap, units);
        entry.getStyleClass().add("amount-entry");
        HBox.setHgrow(entry, Priority.ALWAYS);
        return entry;
    }

    private void showUnits() {
        unit.setText(model.unit().get());
        units.getChildren().setAll(model.units().get().stream().map(this::button).toList());
    }

    private TapButton button(String one) {
        TapButton button = new TapButton("choice", panel.target(), one, () -> model.choose(one));
        button.pseudoClassStateChanged(CHOSEN, one.equals(model.unit().get()));
        return button;
    }
}
