package io.prepstation.kiosk.ui.conflict;

import io.prepstation.kiosk.ui.conflict.FieldLine.Fold;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.sync.Resolution;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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
            case SPACE -> model.fold();
            case F1 -> model.take(Resolution.SERVER_WINS);
            case F2 -> model.take(Resolution.CLIENT_WINS);
            case F3 -> model.take(Resolution.LAST_WRITE_WINS);
            case F4 -> model.take(Resolution.MERGE);
            case F5 -> model.take(Resolution.MANUAL);
            case F6 -> model.later();
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void show(List<FieldLine> lines) {
        rows.renew(lines.stream().map(this::row).toList(), null);
        IntStream.range(0, lines.size())
                .filter(n -> lines.get(n).selected())
                .findFirst()
                .ifPresent(rows::reveal);
    }

    private Node row(FieldLine line) {
        return line.fold() == Fold.ENTRY
                ? new Columns(
                        SHARES,
                        Columns.name("· " + line.field()),
                        Columns.name(line.before(), "hint"),
                        cell(line.here(), Columns.name(line.here().text())),
                        cell(line.hub(), Columns.name(line.hub().text())),
                        Columns.cell(""))
                : new Columns(
                        SHARES,
                        name(line),
                        Columns.name(line.before(), "hint"),
                        cell(line.here(), side(line, Side.HERE, line.here().text())),
                        cell(line.hub(), side(line, Side.HUB, line.hub().text())),
                        Columns.name(line.result(), "strong"));
    }

    /// The name of what has entries unfolds them.
    private Node name(FieldLine line) {
        if (line.fold() == Fold.NONE) {
            Label field = Columns.name(line.field(), "strong");
            if (line.selected()) {
                field.setGraphic(Icon.NEXT.node());
            }
            return field;
        }
        TapButton fold = new TapButton("page-turn", panel.target());
        fold.show(
                line.field(),
                line.fold() == Fold.OPEN ? Icon.UP : Icon.DOWN,
                true,
                () -> model.fold(line.place()));
        fold.setId("fold-" + line.place());
        fold.setWrapText(true);
        return fold;
    }

    /// What a side says, with the sign of what it did.
    private Node cell(FieldLine.Value value, Region content) {
        Label mark =
                Labels.text(
                        switch (value.mark()) {
                            case SAME -> "";
                            case ADDED -> "+";
                            case REMOVED -> "−";
                            case CHANGED -> "~";
                        },
                        "diff-mark");
        Labels.only(mark, value.mark());
        mark.setMinWidth(panel.em(1.3));
        mark.setAlignment(Pos.CENTER);
        content.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(content, Priority.ALWAYS);
        HBox cell = new HBox(panel.em(0.3), mark, content);
        cell.getStyleClass().add("choices");
        cell.setAlignment(Pos.CENTER_LEFT);
        cell.setPadding(new Insets(0, panel.em(0.5), 0, 0));
        return cell;
    }

    private TapButton side(FieldLine line, Side side, String text) {
        int place = line.place();
        boolean isChosen = line.chosen() == side;
        TapButton button =
                new TapButton("choice", panel.target(), text, () -> model.choose(place, side));
        if (isChosen) {
            button.show(text, Icon.ACCEPT, true, () -> model.choose(place, side));
        }
        button.pseudoClassStateChanged(CHOSEN, isChosen);
        button.setWrapText(true);
        return button;
    }
}
