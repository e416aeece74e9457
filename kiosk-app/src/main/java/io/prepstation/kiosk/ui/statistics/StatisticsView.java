package io.prepstation.kiosk.ui.statistics;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A bar chart to read at a distance: name, bar, value. What is measured is chosen above it.
public final class StatisticsView extends VBox {

    private static final double[] SHARES = {13.5, 11.5, 11, 9};

    private final StatisticsViewModel model;
    private final PagedRows rows;
    private final Label none;

    public StatisticsView(StatisticsViewModel model, Panel panel, Words words) {
        this.model = model;
        Choices dimensions = new Choices(panel);
        Choices periods = new Choices(panel);
        Choices measures = new Choices(panel);
        HBox first = new HBox(panel.em(1), dimensions, periods);
        HBox.setHgrow(dimensions, Priority.ALWAYS);
        HBox.setHgrow(periods, Priority.ALWAYS);
        rows = new PagedRows(panel, panel.em(2.8), 1);
        none = Labels.paragraph(words.text("statistics.none"), "hint");
        VBox.setVgrow(rows, Priority.ALWAYS);
        rows.getStyleClass().add("readout");
        getStyleClass().add("page");
        getChildren().addAll(first, measures, none, rows);
        model.dimensions().subscribe(dimensions::show);
        model.periods().subscribe(periods::show);
        model.measures().subscribe(measures::show);
        model.bars().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<Bar> bars) {
        Labels.present(none, bars.isEmpty());
        rows.show(bars.stream().map(StatisticsView::row).toList());
    }

    private static Node row(Bar bar) {
        Columns row =
                new Columns(
                        SHARES,
                        Columns.name(bar.name()),
                        new BarTrack(bar.share()),
                        Columns.number(bar.value(), "strong"),
                        Columns.number(bar.basis(), "hint"));
        row.getStyleClass().add("table-row");
        return row;
    }
}
