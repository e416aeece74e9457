package io.prepstation.kiosk.ui.review;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Pictogram;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The formula's head, and a table of its lines.
public final class ReviewView extends VBox {

    private static final double[] SHARES = {1.6, 16.5, 5.6, 7.4, 11.4, 6.5};
    private static final double[] REFUSED = {1.6, 16.5, 5.6, 25.3};

    private final ReviewViewModel model;
    private final Panel panel;
    private final Label name = Labels.of("title");
    private final Label version = Labels.of("hint");
    private final Label amount = Labels.of("amount-value");
    private final Label problems = Labels.paragraph("", "problem-line");
    private final PagedRows rows;

    public ReviewView(ReviewViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        rows = new PagedRows(panel, panel.em(3), panel.em(0.15), head(words));
        problems.setGraphic(Icon.WARNING.node());
        problems.setMaxWidth(Double.MAX_VALUE);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        VBox table = new VBox(rows);
        table.getStyleClass().addAll("card", "table");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(title(words), problems, table);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private HBox title(Words words) {
        VBox names = new VBox(name, version);
        VBox quantity = new VBox(Labels.text(words.text("review.amount"), "card-title"), amount);
        quantity.setAlignment(Pos.CENTER_RIGHT);
        quantity.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox title = new HBox(names, quantity);
        title.setAlignment(Pos.CENTER_LEFT);
        return title;
    }

    private static Columns head(Words words) {
        Columns head =
                new Columns(
                        SHARES,
                        Columns.cell("#"),
                        Columns.cell(words.text("table.ingredient")),
                        Columns.cell(words.text("table.code")),
                        Columns.number(words.text("table.target")),
                        Columns.number(words.text("table.limits")),
                        Columns.number(words.text("table.hazards")));
        head.getStyleClass().add("table-head");
        return head;
    }

    private void show(@Nullable ReviewContent content) {
        if (content == null) {
            return;
        }
        name.setText(content.code() + "  " + content.name());
        version.setText(content.version());
        amount.setText(content.amount());
        problems.setText(content.problems());
        Labels.present(problems, !content.problems().isEmpty());
        rows.show(content.lines().stream().map(this::row).toList());
    }

    private Node row(ReviewLine line) {
        Columns row = line.problem().isEmpty() ? weighable(line) : refused(line);
        row.getStyleClass().add("table-row");
        return row;
    }

    private Columns weighable(ReviewLine line) {
        return new Columns(
                SHARES,
                Columns.cell(line.number(), "hint"),
                wrapped(line.name()),
                Columns.cell(line.code()),
                Columns.number(line.target(), "strong"),
                Columns.number(line.limits()),
                hazards(line));
    }

    /// Why a line cannot be weighed stands where its masses would.
    private static Columns refused(ReviewLine line) {
        Label problem = Labels.paragraph(line.problem(), "problem");
        problem.setGraphic(Icon.WARNING.node());
        Columns row =
                new Columns(
                        REFUSED,
                        Columns.cell(line.number(), "hint"),
                        wrapped(line.name()),
                        Columns.cell(line.code()),
                        problem);
        row.getStyleClass().add("refused");
        return row;
    }

    private static Label wrapped(String name) {
        Label label = Labels.text(name, "strong");
        label.setWrapText(true);
        return label;
    }

    private HBox hazards(ReviewLine line) {
        Stream<Node> pictograms =
                line.hazards().pictograms().stream().map(code -> Pictogram.of(code, panel.em(1.9)));
        HBox hazards = new HBox(pictograms.toArray(Node[]::new));
        hazards.getStyleClass().add("number");
        hazards.setAlignment(Pos.CENTER_RIGHT);
        return hazards;
    }
}
