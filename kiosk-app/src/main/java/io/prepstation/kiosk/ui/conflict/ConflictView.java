package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A row for each field: what it was, both sides as buttons, what it will be. The arrow keys and Enter do the same.
public final class ConflictView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double[] SHARES = {6.6, 6.4, 12.5, 12.5, 8};

    private final ConflictViewModel model;
    private final Panel panel;
    private final PagedRows rows;

    public ConflictView(ConflictViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        Label title = Labels.text("", "title");
        title.textProperty().bind(model.title());
        Label hint = Labels.paragraph("", "hint");
        hint.textProperty().bind(model.hint());
        Columns head =
                new Columns(
                        SHARES,
                        Columns.cell(words.text("conflict.field")),
                        Columns.cell(words.text("conflict.before")),
                        Columns.cell(words.text("conflict.here")),
                        Columns.cell(words.text("conflict.hub")),
                        Columns.cell(words.text("conflict.result")));
        head.getStyleClass().add("table-head");
        rows = new PagedRows(panel, panel.target(), panel.em(0.35), head);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(title, hint, rows);
        model.lines().subscribe(this::show);
        setFocusTraversable(true);
        setOnKeyPressed(this::pressed);
        sceneProperty().subscribe(_ -> requestFocus());
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case UP -> model.move(-1);
            case DOWN -> model.move(1);
            case LEFT -> model.choose(Side.HERE);
            case RIGHT -> model.choose(Side.HUB);
            case ENTER -> model.decide();
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void show(List<FieldLine> lines) {
        rows.show(IntStream.range(0, lines.size()).mapToObj(n -> row(lines.get(n), n)).toList());
    }

    private Node row(FieldLine line, int place) {
        Label field = Columns.name(line.field(), "strong");
        if (line.selected()) {
            field.setGraphic(Icon.NEXT.node());
        }
        return new Columns(
                SHARES,
                field,
                Columns.name(line.before(), "hint"),
                side(line, place, Side.HERE, line.here()),
                side(line, place, Side.HUB, line.hub()),
                Columns.name(line.result(), "strong"));
    }

    private Node side(FieldLine line, int place, Side side, String text) {
        boolean isChosen = line.chosen() == side;
        TapButton button =
                new TapButton("choice", panel.target(), text, () -> model.choose(place, side));
        if (isChosen) {
            button.show(text, Icon.ACCEPT, true, () -> model.choose(place, side));
        }
        button.pseudoClassStateChanged(CHOSEN, isChosen);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setWrapText(true);
        StackPane cell = new StackPane(button);
        cell.setPadding(new Insets(0, panel.em(0.6), 0, 0));
        return cell;
    }
}
