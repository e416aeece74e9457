package io.prepstation.kiosk.ui.correcting;

import io.prepstation.kiosk.ui.correcting.Choice.Way;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The four ways out as large buttons, and below them what the grown batch would hold.
public final class CorrectingView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double[] SHARES = {1.6, 17, 8, 8, 8};
    private static final int A_ROW = 2;

    private final CorrectingViewModel model;
    private final Panel panel;
    private final Label title = Labels.of("title");
    private final Label seen = Labels.paragraph("", "lead");
    private final GridPane ways = new GridPane();
    private final PagedRows rows;
    private final VBox table;

    public CorrectingView(CorrectingViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        getStyleClass().add("page");
        ways.getStyleClass().add("ways");
        for (int i = 0; i < A_ROW; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / A_ROW);
            ways.getColumnConstraints().add(column);
        }
        rows = new PagedRows(panel, panel.em(2.1), panel.em(0.1), head(words));
        table = new VBox(rows);
        table.getStyleClass().addAll("card", "table", "way-lines");
        VBox.setVgrow(rows, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(new VBox(title, seen), ways, table);
        model.content().subscribe(this::show);
        model.chosen().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private static Columns head(Words words) {
        Columns head =
                new Columns(
                        SHARES,
                        Columns.cell("#"),
                        Columns.cell(words.text("table.ingredient")),
                        Columns.number(words.text("table.in")),
                        Columns.number(words.text("table.new-target")),
                        Columns.number(words.text("table.top-up")));
        head.getStyleClass().add("table-head");
        return head;
    }

    private void show(@Nullable CorrectingContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        seen.setText(content.seen());
        ways.getChildren().clear();
        for (int i = 0; i < content.choices().size(); i++) {
            ways.add(button(content.choices().get(i)), i % A_ROW, i / A_ROW);
        }
        rows.show(content.lines().stream().map(CorrectingView::row).toList());
        show(model.chosen().get());
    }

    private TapButton button(Choice choice) {
        Label consequence = Labels.paragraph(choice.consequence(), "way-result");
        VBox face = new VBox(Labels.text(choice.title(), "person-name"), consequence);
        face.setAlignment(Pos.CENTER_LEFT);
        TapButton button =
                new TapButton("choice", panel.key(), "", () -> model.choose(choice.way()));
        button.getStyleClass().add("way");
        button.setId("way-" + choice.way().name().toLowerCase(Locale.ROOT));
        button.setGraphic(face);
        button.setUserData(choice.way());
        button.setDisable(!choice.open());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefHeight(panel.em(4.4));
        face.prefWidthProperty().bind(button.widthProperty().subtract(panel.em(3)));
        return button;
    }

    private void show(Optional<Way> chosen) {
        for (Node way : ways.getChildren()) {
            way.pseudoClassStateChanged(
                    CHOSEN, chosen.filter(way.getUserData()::equals).isPresent());
        }
        Labels.present(table, chosen.filter(Way.RESCALE::equals).isPresent());
    }

    private static Columns row(GrownLine line) {
        Columns row =
                new Columns(
                        SHARES,
                        Columns.cell(line.number(), "hint"),
                        Columns.name(line.name(), "strong"),
                        Columns.number(line.in()),
                        Columns.number(line.target()),
                        Columns.number(line.add(), "strong"));
        row.getStyleClass().add("table-row");
        return row;
    }
}
