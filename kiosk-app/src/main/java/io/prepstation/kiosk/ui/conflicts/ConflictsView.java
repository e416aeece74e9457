package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A list to tap in, or to walk through by the arrow keys and Enter.
public final class ConflictsView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double[] SHARES = {1.8, 10.5, 13, 11.6, 7};

    private final ConflictsViewModel model;
    private final Choices above;
    private final PagedRows rows;
    private final Label none;
    private final Label answer = Labels.paragraph("", "strong");

    public ConflictsView(ConflictsViewModel model, Panel panel, Words words) {
        this.model = model;
        above = new Choices(panel);
        none = Labels.paragraph(words.text("conflicts.none"), "hint");
        rows = new PagedRows(panel, panel.target(), panel.em(0.35));
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren()
                .addAll(
                        Labels.text(words.text("conflicts.title"), "title"),
                        above,
                        answer,
                        none,
                        rows);
        model.lines().subscribe(this::show);
        model.answer()
                .subscribe(text -> {
                    answer.setText(text);
                    Labels.present(answer, !text.isEmpty());
                });
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
            case ENTER -> model.openSelected();
            case F1 -> model.filter();
            case F2 -> model.turn();
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void show(List<ConflictLine> lines) {
        Labels.present(none, lines.isEmpty());
        above.show(choices());
        rows.show(IntStream.range(0, lines.size()).mapToObj(n -> row(lines.get(n), n)).toList());
        rows.reveal(model.selected());
    }

    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(model.filterText(), false, model::filter));
        choices.add(new Choice(model.sortText(), false, model::turn));
        if (model.several()) {
            for (Side side : Side.values()) {
                choices.add(new Choice(model.allText(side), false, () -> model.all(side)));
            }
        }
        return choices;
    }

    private Node row(ConflictLine line, int place) {
        Label mark = Columns.cell("");
        if (line.selected()) {
            mark.setGraphic(Icon.NEXT.node());
        }
        Columns row =
                new Columns(
                        SHARES,
                        mark,
                        Columns.name(line.what(), "strong"),
                        Columns.name(line.about()),
                        Columns.cell(line.since(), "hint"),
                        badge(line));
        row.getStyleClass().add("tap-row");
        row.pseudoClassStateChanged(CHOSEN, line.selected());
        row.setOnMouseClicked(_ -> model.tapped(place));
        return row;
    }

    private static Label badge(ConflictLine line) {
        Label badge = Labels.text(line.state(), "badge");
        badge.setGraphic(
                switch (line.badge()) {
                    case OPEN -> Icon.WARNING.node();
                    case LATER -> Icon.WAITING.node();
                    case DECIDED -> Icon.ACCEPT.node();
                });
        Labels.only(badge, line.badge());
        return badge;
    }
}
