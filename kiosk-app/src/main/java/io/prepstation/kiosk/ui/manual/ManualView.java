package io.prepstation.kiosk.ui.manual;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is typed on the left, the keys on the right.
public final class ManualView extends HBox {

    private final ManualViewModel model;

    public ManualView(ManualViewModel model, Panel panel, Words words) {
        this.model = model;
        getStyleClass().addAll("page", "amount-page");
        setAlignment(Pos.CENTER);
        getChildren()
                .addAll(entry(words), new NumberPad(panel, words.decimalSeparator(), model::press));
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private VBox entry(Words words) {
        Label ingredient = Labels.paragraph("", "lead");
        ingredient.textProperty().bind(model.ingredient());
        Label limits = Labels.paragraph("", "hint");
        limits.textProperty().bind(model.limits());
        Label number = Labels.of("amount-number");
        number.textProperty().bind(model.shown());
        Label unit = Labels.of("amount-unit");
        unit.textProperty().bind(model.unit());
        HBox field = new HBox(number, unit);
        field.getStyleClass().add("amount-field");
        field.setAlignment(Pos.BASELINE_RIGHT);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        VBox entry =
                new VBox(
                        Labels.text(words.text("manual.title"), "title"),
                        ingredient,
                        limits,
                        field,
                        gap,
                        Labels.paragraph(words.text("manual.hint"), "hint"));
        entry.getStyleClass().add("amount-entry");
        HBox.setHgrow(entry, Priority.ALWAYS);
        return entry;
    }
}
