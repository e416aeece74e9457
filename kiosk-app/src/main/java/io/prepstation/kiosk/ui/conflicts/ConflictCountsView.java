package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.ConflictWords.Count;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A line for each count.
public final class ConflictCountsView extends VBox {

    private static final double[] SHARES = {20, 5};

    private final ConflictCountsViewModel model;
    private final PagedRows rows;

    public ConflictCountsView(ConflictCountsViewModel model, Panel panel, Words words) {
        this.model = model;
        rows = new PagedRows(panel, panel.em(1.9), 1);
        rows.getStyleClass().add("readout");
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(Labels.text(words.text("conflict-counts.title"), "title"), rows);
        model.counts().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<Count> counts) {
        rows.show(counts.stream().map(ConflictCountsView::row).toList());
    }

    private static Node row(Count count) {
        Columns row =
                new Columns(
                        SHARES,
                        count.title()
                                ? Columns.cell(count.name(), "card-title")
                                : Columns.cell(count.name()),
                        Columns.number(count.count(), "strong"));
        row.getStyleClass().add("table-row");
        return row;
    }
}
