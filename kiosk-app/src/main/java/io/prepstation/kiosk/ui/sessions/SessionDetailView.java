package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.RecordTable;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The record's table, and below it what happened besides and how the weights came to be.
public final class SessionDetailView extends VBox {

    private final SessionDetailViewModel model;
    private final Label title = Labels.of("title");
    private final Label status = Labels.of("hint");
    private final RecordTable table;
    private final PagedRows events;
    private final PagedRows pours;
    private final Card curves;

    public SessionDetailView(SessionDetailViewModel model, Panel panel, Words words) {
        this.model = model;
        table = new RecordTable(panel, words);
        events = new PagedRows(panel, panel.em(1.3), 0);
        Card history = new Card(words.text("sessions.history"), events);
        VBox.setVgrow(events, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        pours = new PagedRows(panel, panel.em(2.4), 0);
        curves = new Card(words.text("sessions.pours"), pours);
        VBox.setVgrow(pours, Priority.ALWAYS);
        curves.setPrefWidth(panel.em(16));
        curves.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(history, Priority.ALWAYS);
        HBox below = new HBox(history, curves);
        below.getStyleClass().add("detail-below");
        below.setMinHeight(USE_PREF_SIZE);
        below.setMaxHeight(panel.em(7.7));
        getStyleClass().add("page");
        getChildren().addAll(title, status, table, below);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(@Nullable DetailContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        status.setText(content.status());
        table.show(content.lines());
        events.show(content.events().stream().map(event -> Labels.text(event, "event")).toList());
        pours.show(content.pours().stream().map(SessionDetailView::pour).toList());
        Labels.present(curves, !content.pours().isEmpty());
    }

    private static Node pour(PourLine line) {
        Label step = Labels.text(line.step(), "hint");
        Label took = Labels.text(line.took(), "hint");
        PourCurve curve = new PourCurve(line);
        step.setPrefWidth(0);
        step.setMinWidth(0);
        took.setMinWidth(Region.USE_PREF_SIZE);
        curve.setPrefWidth(0);
        HBox.setHgrow(step, Priority.ALWAYS);
        HBox.setHgrow(curve, Priority.ALWAYS);
        step.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(step, curve, took);
        row.getStyleClass().add("pour-row");
        return row;
    }
}
