package io.prepstation.kiosk.ui.material;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A large button for each field, three to a row; the arrow keys and Enter do the same.
public final class MaterialView extends VBox {

    private static final int A_ROW = 3;

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final MaterialViewModel model;
    private final Panel panel;
    private final PagedRows rows;

    public MaterialView(MaterialViewModel model, Panel panel) {
        this.model = model;
        this.panel = panel;
        Label title = Labels.of("title");
        title.textProperty().bind(model.title());
        rows = new PagedRows(panel, Math.max(panel.target(), panel.em(4.6)), panel.em(0.4));
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren()
                .addAll(title, line(model.hint(), "strong"), line(model.balance(), "hint"), rows);
        model.lines().subscribe(this::show);
        setFocusTraversable(true);
        setOnKeyPressed(this::pressed);
        sceneProperty().subscribe(_ -> requestFocus());
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private static Label line(ReadOnlyStringProperty text, String style) {
        Label line = Labels.paragraph("", style);
        text.subscribe(now -> {
            line.setText(now);
            Labels.present(line, !now.isEmpty());
        });
        return line;
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case LEFT -> model.move(-1);
            case RIGHT -> model.move(1);
            case UP -> model.move(-A_ROW);
            case DOWN -> model.move(A_ROW);
            case ENTER -> model.openSelected();
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void show(List<FieldLine> lines) {
        List<HBox> shown = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += A_ROW) {
            shown.add(row(lines, first));
        }
        rows.renew(shown, null);
        IntStream.range(0, lines.size())
                .filter(place -> lines.get(place).selected())
                .forEach(place -> rows.reveal(place / A_ROW));
    }

    /// All fields are equally wide, those of a last row that is not full too.
    private HBox row(List<FieldLine> lines, int first) {
        HBox row = new HBox(panel.em(0.4));
        for (int place = first; place < first + A_ROW; place++) {
            Region cell = place < lines.size() ? field(lines.get(place), place) : new Region();
            HBox.setHgrow(cell, Priority.ALWAYS);
            cell.setPrefWidth(panel.em(1));
            cell.setMinWidth(panel.target());
            row.getChildren().add(cell);
        }
        return row;
    }

    private TapButton field(FieldLine line, int place) {
        Label value = Columns.name(line.value(), "strong");
        Label name = Labels.text(line.name() + (line.changed() ? " •" : ""), "card-title");
        VBox face = new VBox(name, value);
        face.setAlignment(Pos.CENTER_LEFT);
        TapButton field = new TapButton("choice", panel.target(), "", () -> model.tapped(place));
        field.setId("field-" + place);
        field.setGraphic(face);
        field.setAccessibleText(line.name());
        field.setDisable(!line.enabled());
        field.pseudoClassStateChanged(CHOSEN, line.selected());
        field.setMaxWidth(Double.MAX_VALUE);
        field.setStyle("-fx-padding: 0 0.5em 0 0.8em;");
        value.maxWidthProperty().bind(field.widthProperty().subtract(panel.em(1.4)));
        return field;
    }
}
