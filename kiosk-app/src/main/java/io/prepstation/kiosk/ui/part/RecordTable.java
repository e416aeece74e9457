package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.words.RecordLine;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Target, limits, actual and difference of each step.
public final class RecordTable extends VBox {

    private static final double[] SHARES = {1.5, 15.5, 6.6, 11.2, 8, 6.7};

    private final PagedRows rows;

    public RecordTable(Panel panel, Words words) {
        Columns head =
                new Columns(
                        SHARES,
                        Columns.cell("#"),
                        Columns.cell(words.text("table.ingredient")),
                        Columns.number(words.text("table.target")),
                        Columns.number(words.text("table.limits")),
                        Columns.number(words.text("table.actual")),
                        Columns.number(words.text("table.difference")));
        head.getStyleClass().add("table-head");
        rows = new PagedRows(panel, panel.em(2.1), 1, head);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().addAll("card", "table");
        getChildren().add(rows);
    }

    public void show(List<RecordLine> lines) {
        rows.show(lines.stream().map(RecordTable::row).toList());
    }

    private static Node row(RecordLine line) {
        Label actual = Columns.number(line.actual(), "strong");
        if (!line.actual().isEmpty()) {
            actual.setGraphic(
                    (line.inside() ? Icon.ACCEPT : Icon.WARNING)
                            .node(line.inside() ? "good" : "over"));
        }
        Columns row =
                new Columns(
                        SHARES,
                        Columns.cell(line.number(), "hint"),
                        Columns.name(line.name()),
                        Columns.number(line.target()),
                        Columns.number(line.limits(), "hint"),
                        actual,
                        Columns.number(line.difference()));
        row.getStyleClass().add("table-row");
        return row;
    }
}
